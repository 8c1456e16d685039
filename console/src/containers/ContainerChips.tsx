import type { Schemas } from "../api/client";
import { Chip } from "../frame/Chip";
import { gateLook, gateMeaning, gates, states } from "./words";

type Container = Schemas["Container"];

export function StateChip({ state }: { state: Container["state"] }) {
  return <Chip tone={state === "running" ? "wait" : "quiet"}>{states[state]}</Chip>;
}

/** Whether the exec gate stands in front of the container. */
export function GateChip({ container }: { container: Container }) {
  const look = gateLook(container.execGate, container.state);
  return (
    <Chip tone={look.tone} icon={look.icon} title={container.execGateDetail ?? gateMeaning[container.execGate]}>
      {gates[container.execGate]}
    </Chip>
  );
}

/** What the container may do beyond others. */
export function PowerChips({ container }: { container: Pick<Container, "privileged" | "user"> }) {
  const root = !container.user || /^(root|0)(:|$)/.test(container.user);
  return (
    <>
      {container.privileged && (
        <Chip tone="bad" icon="warning" title="All capabilities and all devices of the host">
          privileged
        </Chip>
      )}{" "}
      {root ? <Chip tone="warn">root</Chip> : <span className="mono">{container.user}</span>}
    </>
  );
}

import type { Schemas } from "../api/client";
import { Chip } from "../frame/Chip";
import { count } from "../frame/numbers";
import { VerdictChip } from "../images/VerdictChip";
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

/** That others than the host reach it, and by which ports. */
export function ExposedChip({ container }: { container: Pick<Container, "exposed" | "ports" | "state"> }) {
  if (!container.exposed || container.state !== "running") return null;
  return (
    <Chip
      tone="warn"
      icon="warning"
      title={
        container.ports.join("\n") ||
        "It shares the network of its host, or of a container that is exposed or not known"
      }
    >
      exposed
    </Chip>
  );
}

/** The tool that started it, as its labels say. */
export function StartedBy({ container: { startedBy } }: { container: Pick<Container, "startedBy"> }) {
  return startedBy.startsWith("unknown") ? (
    <span className="cut dimmed" title="No engine tells who called it, and no label says which tool it was">
      unknown
    </span>
  ) : (
    <span className="cut" title={`${startedBy}, as its labels say`}>
      {startedBy}
    </span>
  );
}

/** The verdict on the image, and how much of it is to be mended. */
export function SecurityStatus({ container }: { container: Container }) {
  return (
    <>
      <VerdictChip verdict={container.verdict} />
      {container.unfixed > 0 && (
        <div className="dimmed" title="Critical and high findings of the image that nobody accepted">
          {count(container.unfixed)} to mend
        </div>
      )}
    </>
  );
}

/** What the container may do beyond others. */
export function PowerChips({ container }: { container: Pick<Container, "privileged" | "user"> }) {
  return (
    <>
      {container.privileged && (
        <Chip tone="bad" icon="warning" title="All capabilities and all devices of the host">
          privileged
        </Chip>
      )}{" "}
      <RunsAs user={container.user} />
    </>
  );
}

/** An empty user is the engine's word for root; an absent one is not known. */
function RunsAs({ user }: { user: string | undefined }) {
  if (user === undefined) return <span className="dimmed">not known</span>;
  return user === "" || /^(root|0)(:|$)/.test(user) ? (
    <Chip tone="warn">root</Chip>
  ) : (
    <span className="mono">{user}</span>
  );
}

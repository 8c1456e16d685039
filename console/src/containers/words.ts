import type { Schemas } from "../api/client";
import type { Tone } from "../frame/Chip";
import type { IconName } from "../frame/Icon";

type ContainerState = Schemas["ContainerState"];
type ExecGate = Schemas["ExecGate"];

export const states: Readonly<Record<ContainerState, string>> = {
  running: "running",
  created: "created",
  paused: "paused",
  restarting: "restarting",
  removing: "removing",
  exited: "exited",
  dead: "dead",
};

export const gates: Readonly<Record<ExecGate, string>> = { enforce: "enforcing", audit: "audit", none: "no gate" };

/** Whether others than the host itself reach a port of the container. */
export const exposures = { yes: "exposed", no: "not exposed" } as const;

/** Whether the image has critical or high findings that nobody accepted. */
export const fixes = { yes: "to mend", no: "nothing severe" } as const;

/** A gate matters only while something runs: a stopped container without one is not a danger. */
export function gateLook(gate: ExecGate, state: ContainerState): { tone: Tone; icon: IconName } {
  if (gate === "enforce") return { tone: "good", icon: "policies" };
  if (gate === "audit") return { tone: "warn", icon: "policies" };
  return state === "running" || state === "paused"
    ? { tone: "bad", icon: "warning" }
    : { tone: "quiet", icon: "exempt" };
}

export const gateMeaning: Readonly<Record<ExecGate, string>> = {
  enforce:
    "Only executables that the image holds in an unmodified layer run; all others are stopped before they start.",
  audit: "Executables that the image does not hold run, and each of them is recorded.",
  none: "Nothing watches what is executed in this container.",
};

import type { Schemas } from "../api/client";
import type { Tone } from "../frame/Chip";
import type { IconName } from "../frame/Icon";

export type Capability = Schemas["Capability"];

/** What each mechanism is for; one that this console does not know shows its name alone. */
const purposes: Readonly<Record<string, string>> = {
  shim: "Asks the Enforcer before each container is created, by whichever client",
  "exec-gate": "Stops executables that the image does not hold, before they start",
  keeper: "Holds the gates while the Enforcer is away",
  "all-runtimes-governed": "No container can be created past the shim, by another runtime of the engine",
  "kernel-exec-permission-events": "The kernel asks before a file is executed",
  "kernel-file-system-marks": "The question covers a whole file system, in every mount namespace",
  "kernel-mount-ids": "Tells through which mount a file was reached",
  "kernel-safe-path-walk": "Files of a container are found without following its links",
  "kernel-descriptor-passing": "The gates can be handed to the keeper",
  "kernel-cgroup-v2": "Containers can be told apart by the kernel",
  "kernel-libbpf": "Loads the programs of the sentinel",
  "kernel-type-information": "Lets the sentinel fit this kernel",
  "kernel-overlay-type-information": "Lets the sentinel see from which layer a file comes",
  "kernel-sentinel": "Sees what the exec gate cannot: programs that run from memory, the linker called by hand",
  "kernel-mapping-lookup": "Lets the sentinel see libraries and mapped files",
};

export const purposeOf = (name: string) => purposes[name];

export const capabilityLook: Readonly<Record<Capability["state"], { tone: Tone; icon: IconName; words: string }>> = {
  supported: { tone: "good", icon: "check", words: "in place" },
  unsupported: { tone: "bad", icon: "refused", words: "missing" },
  unknown: { tone: "warn", icon: "question", words: "could not tell" },
};

const order: readonly Capability["state"][] = ["unsupported", "unknown", "supported"];

/** What is missing before what is in place; otherwise as the Enforcer told it. */
export const worstFirst = (capabilities: readonly Capability[]) =>
  capabilities.toSorted((a, b) => order.indexOf(a.state) - order.indexOf(b.state));

/** One honest sentence: what could not be told counts as missing. */
export function strength(capabilities: readonly Capability[]): { inPlace: number; all: number; sentence: string } {
  const missing = capabilities.filter(each => each.state === "unsupported");
  const unknown = capabilities.filter(each => each.state === "unknown");
  const inPlace = capabilities.length - missing.length - unknown.length;
  return { inPlace, all: capabilities.length, sentence: sentenceOf(capabilities.length, missing, unknown) };
}

function sentenceOf(all: number, missing: readonly Capability[], unknown: readonly Capability[]): string {
  if (all === 0) return "The Enforcer has not reported yet what it can do on this host.";
  const parts = [
    missing.length > 0 ? `${names(missing)} ${missing.length === 1 ? "is" : "are"} missing` : "",
    unknown.length > 0 ? `${names(unknown)} could not be told` : "",
  ].filter(part => part !== "");
  if (parts.length === 0) return "All mechanisms are in place.";
  return `Not fully protected: ${parts.join("; ")}.`;
}

const names = (capabilities: readonly Capability[]) => capabilities.map(each => each.name).join(", ");

import type { Event } from "./EventTable";

/** What allows something that was stopped. */
export type Remedy =
  | { kind: "exception"; image: string }
  | { kind: "scan"; imageId: string | undefined }
  | { kind: "policy"; policy: string; why: string };

/** Rules about what nobody knows yet: no exception speaks for that. */
const UNKNOWN = ["unscanned", "incomplete", "undecided", "scan-age"];

const starts = ["container.start-refused", "container.start-would-refuse"];
const execs = ["exec.denied", "exec.would-deny", "exec.killed"];

/** Absent for events about anything else, and where it is not told what decided. */
export function remedyOf(event: Event): Remedy | undefined {
  if (starts.includes(event.type)) {
    if (UNKNOWN.includes(event.rule ?? "")) return { kind: "scan", imageId: event.imageId };
    if (event.imageName) return { kind: "exception", image: event.imageName };
    return event.policy
      ? { kind: "policy", policy: event.policy, why: "The event names no image to accept." }
      : undefined;
  }
  if (execs.includes(event.type) && event.policy) {
    return {
      kind: "policy",
      policy: event.policy,
      why: "Exceptions are about images and findings, never about what runs in a container: put the file into the image, or change the mode of the policy that stopped it.",
    };
  }
  return undefined;
}

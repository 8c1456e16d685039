import type { Schemas } from "../api/client";
import type { Tone } from "../frame/Chip";
import type { IconName } from "../frame/Icon";

type State = Schemas["ExceptionState"];

export const states: Readonly<Record<State, string>> = {
  "in-force": "in force",
  waiting: "waits for a second person",
  expired: "expired",
  withdrawn: "withdrawn",
};

export const stateLook: Readonly<Record<State, { tone: Tone; icon: IconName; word: string }>> = {
  "in-force": { tone: "good", icon: "check", word: "in force" },
  waiting: { tone: "warn", icon: "clock", word: "waiting" },
  expired: { tone: "quiet", icon: "clock", word: "expired" },
  withdrawn: { tone: "quiet", icon: "close", word: "withdrawn" },
};

/** What an exception may be about, as the form asks for it. */
export const subjects = {
  vulnerability: "A vulnerability",
  content: "A credential, key or card number",
  image: "An image as a whole",
} as const;
export type Subject = keyof typeof subjects;

const isFingerprint = (finding: string) => /^[0-9a-f]{32,}$/.test(finding);
const isOfKind = (finding: string) => /^(leaks|card-numbers)\//.test(finding);

export function subjectOf(finding: string): Subject {
  if (finding === "image") return "image";
  return isOfKind(finding) || isFingerprint(finding) ? "content" : "vulnerability";
}

/** What is accepted, for people. */
export function inWords(finding: string): string {
  if (finding === "image") return "The image as a whole";
  if (finding.startsWith("leaks/")) return `Leaks: ${finding.slice("leaks/".length)}`;
  if (finding.startsWith("card-numbers/")) return `Card numbers: ${finding.slice("card-numbers/".length)}`;
  return isFingerprint(finding) ? `One leak: ${finding.slice(0, 12)}…` : finding;
}

/** Where it is accepted; what is absent may be anything. */
export function scopeInWords(scope: Schemas["ExceptionScope"]): string {
  const parts = [
    scope.package && `package ${scope.package}`,
    scope.path && `path ${scope.path}`,
    scope.image && `image ${scope.image}`,
  ].filter(Boolean);
  return parts.length > 0 ? parts.join(" · ") : "wherever it is found";
}

/** Whether there is enough to ask the server what it would be about. */
export function isAskable({ finding, scope }: Schemas["ExceptionTarget"]): boolean {
  if (finding === "") return false;
  if (finding === "image") return Boolean(scope?.image);
  return !isOfKind(finding) || Boolean(scope?.path);
}

/** `2027-03-31`: this many days after the given time, in UTC. */
export const dayAfter = (now: Date, days: number) =>
  new Date(now.getTime() + days * 86_400_000).toISOString().slice(0, 10);

import type { Schemas } from "../api/client";
import type { Tone } from "../frame/Chip";
import type { IconName } from "../frame/Icon";

type Words<K extends string> = Readonly<Record<K, string>>;

export type Verdict = Schemas["Verdict"];
export type ScanState = Schemas["ScanState"];
export type Severity = Schemas["Severity"];

export const verdicts: Words<Verdict> = {
  admitted: "admitted",
  "would-refuse": "would refuse",
  refused: "refused",
  pending: "pending",
};

export const verdictLook: Readonly<Record<Verdict, { tone: Tone; icon: IconName }>> = {
  admitted: { tone: "good", icon: "check" },
  "would-refuse": { tone: "warn", icon: "warning" },
  refused: { tone: "bad", icon: "refused" },
  pending: { tone: "wait", icon: "clock" },
};

export const scanStates: Words<ScanState> = {
  unscanned: "unscanned",
  scanning: "scanning",
  scanned: "scanned",
  failed: "scan failed",
};

/** What the list can be narrowed to; the first page counts all but the scanned ones, and a scan may be incomplete. */
export const scanFilters = { ...scanStates, "not-scanned": "not scanned", incomplete: "incomplete" } as const;

/** What somebody decided about the very image. */
export const decisions = { disallowed: "disallowed by hand", "approved-base": "approved base" } as const;

export const scanLook: Readonly<Record<ScanState, { tone: Tone; icon: IconName }>> = {
  unscanned: { tone: "warn", icon: "question" },
  scanning: { tone: "wait", icon: "rescan" },
  scanned: { tone: "quiet", icon: "check" },
  failed: { tone: "bad", icon: "warning" },
};

/** Whether anything can be said about what is in the image; a scan that runs anew leaves the last result standing. */
export const isKnown = ({ scanState, scannedAt }: Pick<Schemas["Image"], "scanState" | "scannedAt">) =>
  scanState === "scanned" || (scanState === "scanning" && scannedAt !== undefined);

export const parts: Words<Schemas["ImagePart"]> = { base: "base image", application: "application" };

/** Whether what an image holds is in use. */
export const runs = { yes: "in running containers", no: "not running" } as const;

export const acceptedChoices = { no: "counts", yes: "accepted" } as const;

export const assessedChoices = { no: "not assessed", yes: "assessed" } as const;

export const ownedChoices = { yes: "a package", no: "no package" } as const;

/** Why no advisory could be held against a package. */
export const silences: Words<Schemas["Silence"]> = {
  "no-bundle": "There is no intelligence bundle",
  "no-source": "Nobody publishes advisories about packages of this kind",
  "release-unknown": "The release of the distribution is not known",
  "not-covered": "The bundle holds no advisories of this ecosystem or release",
  "name-unreadable": "It has no name that a package can have",
  "version-missing": "Its version is not known",
  "version-unreadable": "Its version cannot be placed in the order of its ecosystem",
  "group-unknown": "The archive names no group, and advisories differ for packages of its name",
};

/** Worst first. */
export const severities: Words<Severity> = {
  critical: "critical",
  high: "high",
  medium: "medium",
  low: "low",
  negligible: "negligible",
  unknown: "unknown",
};

export const severityNames = Object.keys(severities) as Severity[];

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

/** What the list can be narrowed to; the first page counts all but the scanned ones. */
export const scanFilters = { ...scanStates, "not-scanned": "not scanned" } as const;

export const scanLook: Readonly<Record<ScanState, { tone: Tone; icon: IconName }>> = {
  unscanned: { tone: "warn", icon: "question" },
  scanning: { tone: "wait", icon: "rescan" },
  scanned: { tone: "quiet", icon: "check" },
  failed: { tone: "bad", icon: "warning" },
};

/** Whether anything can be said about what is in the image; a scan that runs anew leaves the last result standing. */
export const isKnown = ({ scanState, scannedAt }: Pick<Schemas["Image"], "scanState" | "scannedAt">) =>
  scanState === "scanned" || (scanState === "scanning" && scannedAt !== undefined);

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

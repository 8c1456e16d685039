import type { Schemas } from "../api/client";
import { Chip } from "../frame/Chip";
import { isIncomplete, missingCounts } from "./unknowns";
import { scanLook, scanStates, type Verdict, verdictLook, verdicts } from "./words";

/** What would happen, or did happen, to a start of this image; the broken rules are in the title. */
export function VerdictChip({ verdict, violations }: VerdictChipProps) {
  const why = violations?.map(violation => `${violation.policy} / ${violation.rule}: ${violation.reason}`).join("\n");
  const look = verdictLook[verdict];
  return (
    <Chip tone={look.tone} icon={look.icon} title={why || meaning[verdict]}>
      {verdicts[verdict]}
    </Chip>
  );
}

interface VerdictChipProps {
  verdict: Verdict;
  violations?: readonly Schemas["Violation"][];
}

const meaning: Readonly<Record<Verdict, string>> = {
  admitted: "Every rule of every policy holds",
  "would-refuse": "A policy in audit is broken: the start is allowed and recorded",
  refused: "An enforcing policy is broken: a start is refused",
  pending: "Not decided yet: the scan is not finished",
};

/** How far the scan is; one that has gaps does not pass for a whole one. */
export function ScanChip({ image }: { image: Pick<Schemas["Image"], "scanState" | "gapCount" | "notAssessed"> }) {
  if (image.scanState === "scanned" && isIncomplete(image)) {
    return (
      <Chip tone="warn" icon="question" title={missingCounts(image).join("\n")}>
        incomplete
      </Chip>
    );
  }
  const look = scanLook[image.scanState];
  return (
    <Chip tone={look.tone} icon={look.icon}>
      {scanStates[image.scanState]}
    </Chip>
  );
}

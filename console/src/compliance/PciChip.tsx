import { Chip } from "../frame/Chip";
import { count } from "../frame/numbers";
import { pciLook, type PciVerdict, pciVerdictNames, pciVerdicts } from "./words";

export function PciChip({ verdict, number }: { verdict: PciVerdict; number?: number }) {
  const look = pciLook[verdict];
  return (
    <Chip tone={look.tone} icon={look.icon} title={look.meaning}>
      {number !== undefined && `${count(number)} `}
      {pciVerdicts[verdict]}
    </Chip>
  );
}

/** How many of each verdict, those that do not pass first; verdicts that nobody got are left out. */
export function PciCounts({ counts }: { counts: Record<string, number> }) {
  return (
    <span style={{ display: "inline-flex", flexWrap: "wrap", gap: 6 }}>
      {pciVerdictNames
        .filter(verdict => counts[verdict])
        .map(verdict => (
          <PciChip key={verdict} verdict={verdict} number={counts[verdict]!} />
        ))}
    </span>
  );
}

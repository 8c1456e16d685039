import type { Schemas } from "../api/client";
import { count } from "../frame/numbers";
import classes from "./SeverityBar.module.css";
import { severityNames } from "./words";

const shown = ["critical", "high", "medium", "low"] as const;

/** How many findings of each severity: one cell each, always in the same place, worst first. */
export function SeverityBar({ counts }: { counts: Schemas["SeverityCounts"] }) {
  const words = severityNames.filter(name => counts[name] > 0).map(name => `${count(counts[name])} ${name}`);
  const others = counts.negligible + counts.unknown;
  const label = words.length > 0 ? words.join(", ") : "no findings";
  return (
    <span className={classes.bar} role="img" aria-label={label} title={label}>
      {shown.map(name => (
        <span key={name} className={classes.cell} data-severity={name} data-none={counts[name] === 0}>
          {compact(counts[name])}
        </span>
      ))}
      <span className={classes.cell} data-severity="negligible" data-none={others === 0}>
        {compact(others)}
      </span>
    </span>
  );
}

/** The letters above the cells of {@link SeverityBar}. */
export function SeverityHead() {
  return (
    <span
      className={classes.bar}
      role="img"
      aria-label="Findings: critical, high, medium, low, others"
      title="Critical, High, Medium, Low, Others (negligible or unknown)"
    >
      {["C", "H", "M", "L", "O"].map(letter => (
        <span key={letter} className={classes.letter}>
          {letter}
        </span>
      ))}
    </span>
  );
}

/** Four digits do not fit a cell. */
const compact = (value: number) => (value < 1_000 ? String(value) : `${Math.floor(value / 1_000)}k`);

import classes from "./SeverityBar.module.css";
import type { Severity } from "./words";

export function SeverityChip({ severity }: { severity: Severity }) {
  return (
    <span className={`${classes.cell} ${classes.word}`} data-severity={severity}>
      {severity}
    </span>
  );
}

import type { ReactNode } from "react";
import classes from "./Facts.module.css";

/** Names and values side by side; a value that is absent reads `not known`. */
export function Facts({ facts, columns = 1 }: { facts: Readonly<Record<string, ReactNode>>; columns?: 1 | 2 }) {
  return (
    <dl className={classes.facts} data-columns={columns}>
      {Object.entries(facts).map(([name, value]) => (
        <div key={name} className={classes.fact}>
          <dt>{name}</dt>
          <dd>{value ?? <span className="dimmed">not known</span>}</dd>
        </div>
      ))}
    </dl>
  );
}

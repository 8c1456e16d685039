import type { LinkProps } from "@tanstack/react-router";
import { Lead } from "../frame/Lead";
import { count } from "../frame/numbers";
import classes from "./Dashboard.module.css";

/** One bar: its name, its number, where it leads. */
export interface Bar {
  name: string;
  value: number;
  /** A CSS colour; the name and the number say the same without it. */
  colour: string;
  link: LinkProps;
}

/** A bar chart that is a list of links: readable without seeing it, usable without a mouse. */
export function Bars({ bars, none }: { bars: readonly Bar[]; none: string }) {
  const largest = Math.max(...bars.map(bar => bar.value));
  if (largest <= 0) return <div className="dimmed">{none}</div>;
  return (
    <ul className={classes.bars}>
      {bars.map(bar => (
        <li key={bar.name}>
          <Lead link={bar.link} className={classes.barLine}>
            <span>{bar.name}</span>
            <span className={classes.track}>
              <span
                className={classes.bar}
                style={{ width: `${(100 * bar.value) / largest}%`, background: bar.colour }}
              />
            </span>
            <span className={classes.barValue}>{count(bar.value)}</span>
          </Lead>
        </li>
      ))}
    </ul>
  );
}

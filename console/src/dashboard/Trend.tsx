import type { Schemas } from "../api/client";
import { count } from "../frame/numbers";
import classes from "./Dashboard.module.css";

type Day = Schemas["RiskDay"];

const WIDTH = 300;
const HEIGHT = 84;

const lines = [
  { field: "runningUnfixed", words: "running, unfixed", colour: "var(--severity-high)" },
  { field: "exposedUnfixed", words: "reached from outside", colour: "var(--severity-critical)" },
] as const;

/** How many containers ran with critical or high findings, day by day. */
export function Trend({ days }: { days: readonly Day[] }) {
  const [first] = days;
  const last = days.at(-1);
  if (!first || !last) return null;
  const largest = Math.max(1, ...days.map(day => day.runningUnfixed));
  return (
    <figure className={classes.trend}>
      <svg
        viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
        preserveAspectRatio="none"
        role="img"
        aria-label={`From ${first.day} to ${last.day}: ${lines
          .map(line => `${line.words} from ${count(first[line.field])} to ${count(last[line.field])}`)
          .join("; ")}`}
      >
        {lines.map(line => (
          <polyline
            key={line.field}
            points={pointsOf(days, line.field, largest)}
            fill="none"
            stroke={line.colour}
            strokeWidth={2}
            vectorEffect="non-scaling-stroke"
          />
        ))}
      </svg>
      <figcaption className={classes.legend}>
        {lines.map(line => (
          <span key={line.field}>
            <span className={classes.swatch} style={{ background: line.colour }} />
            {line.words}: <strong>{count(last[line.field])}</strong>
            {change(days, line.field)}
          </span>
        ))}
      </figcaption>
    </figure>
  );
}

/** One day alone is a level line. */
export function pointsOf(days: readonly Day[], field: keyof Omit<Day, "day">, largest: number): string {
  const y = (day: Day) => (HEIGHT - 2 - ((HEIGHT - 4) * Math.min(day[field], largest)) / largest).toFixed(1);
  const drawn = days.length === 1 ? [days[0]!, days[0]!] : days;
  return drawn.map((day, index) => `${((WIDTH * index) / (drawn.length - 1)).toFixed(1)},${y(day)}`).join(" ");
}

function change(days: readonly Day[], field: keyof Omit<Day, "day">): string {
  if (days.length < 2) return "";
  const by = days.at(-1)![field] - days[0]![field];
  return ` (${by > 0 ? "+" : by < 0 ? "−" : "±"}${count(Math.abs(by))} in ${days.length - 1} days)`;
}

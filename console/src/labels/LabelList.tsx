import type { Schemas } from "../api/client";
import classes from "./LabelList.module.css";

/** The labels of one asset in a row of a list: its PCI scope, or else the first one, and how many others there are. */
export function LabelList({ labels }: { labels: Schemas["LabelMap"] }) {
  const { "pci-scope": scope, ...rest } = labels;
  const all = Object.entries(scope ? { "pci-scope": scope, ...rest } : rest).map(([key, value]) => `${key}=${value}`);
  if (all.length === 0) return null;
  return (
    <span className={classes.list} title={all.join("\n")}>
      <span className={classes.label}>{all[0]}</span>
      {all.length > 1 && <span className="dimmed">+{all.length - 1}</span>}
    </span>
  );
}

/** All labels side by side. */
export function AllLabels({ labels }: { labels: Schemas["LabelMap"] }) {
  return (
    <span className={classes.all}>
      {Object.entries(labels).map(([key, value]) => (
        <span key={key} className={classes.label} title={`${key}=${value}`}>
          {key}={value}
        </span>
      ))}
    </span>
  );
}

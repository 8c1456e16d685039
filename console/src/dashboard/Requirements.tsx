import type { Schemas } from "../api/client";
import { isPciVerdict, pciLook, pciVerdictNames, pciVerdicts } from "../compliance/words";
import { Lead } from "../frame/Lead";
import { counted } from "../frame/numbers";
import classes from "./Dashboard.module.css";

/** How each requirement of PCI DSS stands; leads to its entries. */
export function Requirements({ requirements }: { requirements: NonNullable<Schemas["Dashboard"]["requirements"]> }) {
  if (requirements.length === 0) return <div className="dimmed">Not evaluated yet.</div>;
  return (
    <ul className={classes.requirements}>
      {requirements.map(({ requirement, counts }) => {
        const verdicts = pciVerdictNames.filter(isPciVerdict).filter(verdict => counts[verdict]);
        const all = verdicts.reduce((sum, verdict) => sum + (counts[verdict] ?? 0), 0);
        const words = verdicts.map(verdict => `${counts[verdict]} ${pciVerdicts[verdict]}`).join(", ");
        return (
          <li key={requirement}>
            <Lead link={{ to: "/compliance", search: { requirement } }} className={classes.requirement} title={words}>
              <span>Requirement {requirement}</span>
              <span className={classes.track} style={{ display: "flex", overflow: "hidden" }}>
                {verdicts.map(verdict => (
                  <span
                    key={verdict}
                    style={{
                      width: `${(100 * (counts[verdict] ?? 0)) / all}%`,
                      background: `var(--bar-${pciLook[verdict].tone})`,
                    }}
                  />
                ))}
              </span>
              <span className={classes.words}>
                {words}
                <span className="for-readers"> of {counted(all, "entry", "entries")}</span>
              </span>
            </Lead>
          </li>
        );
      })}
    </ul>
  );
}

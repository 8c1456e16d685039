import type { Schemas } from "../api/client";
import { isPciVerdict, pciVerdictNames, pciVerdicts } from "../compliance/words";
import { severityNames, type Verdict, verdictLook, verdicts } from "../images/words";
import type { Bar } from "./Bars";

type Dashboard = Schemas["Dashboard"];

export const severityBars = ({ severities }: Dashboard): Bar[] =>
  severityNames.map(name => ({
    name,
    value: severities[name],
    colour: `var(--severity-${name})`,
    link: { to: "/vulnerabilities", search: { severity: name } },
  }));

export const verdictBars = (dashboard: Dashboard): Bar[] =>
  (Object.keys(verdicts) as Verdict[]).map(verdict => ({
    name: verdicts[verdict],
    value: dashboard.verdicts[verdict] ?? 0,
    colour: `var(--bar-${verdictLook[verdict].tone})`,
    link: { to: "/images", search: { verdict } },
  }));

/** Verdicts that no requirement got are left out, but those that everybody looks for. */
export const pciLinks = (pci: NonNullable<Dashboard["pci"]>): Omit<Bar, "colour">[] =>
  pciVerdictNames
    .filter(isPciVerdict)
    .filter(verdict => pci[verdict] || verdict === "pass" || verdict === "fail")
    .map(verdict => ({
      name: pciVerdicts[verdict],
      value: pci[verdict] ?? 0,
      link: { to: "/compliance", search: { verdict } },
    }));

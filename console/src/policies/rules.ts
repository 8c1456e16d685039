import { isObject, type Value } from "./text";

/** How a rule is asked for, apart from whether. */
export type Asked = "nothing" | "severity" | "score" | "probability" | "days" | "names" | "pairs";

export interface Rule {
  rule: string;
  label: string;
  asked: Asked;
  /** What it asks when somebody switches it on. */
  first: Value;
  /** Where an object holds the value of a rule that may be written in one word too. */
  inner?: string;
}

const flag = (rule: string, label: string): Rule => ({ rule, label, asked: "nothing", first: "refuse" });

/** Every rule that an image policy may have, in the order of its form; the words are those of docs/policies.md. */
export const rules: Readonly<Record<string, readonly Rule[]>> = {
  Vulnerabilities: [
    { rule: "maximum-severity", label: "Highest severity", asked: "severity", first: "high", inner: "severity" },
    { rule: "maximum-score", label: "Highest CVSS score", asked: "score", first: 8.9 },
    { rule: "average-score", label: "Highest average CVSS score", asked: "score", first: 6.9 },
    flag("known-exploited", "Nothing known to be exploited (KEV)"),
    {
      rule: "maximum-epss",
      label: "Highest probability of exploitation (EPSS)",
      asked: "probability",
      first: 0.2,
      inner: "probability",
    },
    { rule: "fix-overdue", label: "Days to install a fix", asked: "days", first: "30d", inner: "days" },
    { rule: "denied-vulnerabilities", label: "None of these vulnerabilities", asked: "names", first: [] },
    flag("no-worse-than-running", "No worse than the version that runs"),
  ],
  "What is inside": [
    flag("malware", "No package made to do harm"),
    flag("leaks", "No credentials and keys"),
    flag("card-numbers", "No card numbers"),
    flag("setuid-files", "No set-user-id files"),
    flag("world-writable-files", "No files that everybody may change"),
    { rule: "denied-packages", label: "None of these packages", asked: "names", first: [] },
    { rule: "allowed-packages", label: "Only these packages", asked: "names", first: [] },
    { rule: "denied-licences", label: "None of these licences", asked: "names", first: [], inner: "licences" },
    { rule: "allowed-licences", label: "Only these licences", asked: "names", first: [], inner: "licences" },
  ],
  "How it was made": [
    flag("unscanned", "It was scanned"),
    flag("incomplete", "The scan saw everything"),
    { rule: "maximum-scan-age", label: "Highest age of the scan", asked: "days", first: "30d" },
    { rule: "end-of-life", label: "The distribution is maintained", asked: "nothing", first: "refuse" },
    flag("runs-as-root", "It does not run as root"),
    { rule: "approved-bases", label: "Built on one of these (chain ids)", asked: "names", first: [] },
    { rule: "required-labels", label: "Labels that it carries", asked: "pairs", first: {} },
    { rule: "forbidden-labels", label: "Labels that it does not carry", asked: "pairs", first: {} },
    flag("no-healthcheck", "It has a health check"),
    flag("lone-update", "No lone refresh of a package index"),
    flag("add-instruction", "No ADD without checksum"),
    flag("unverified-packages", "No packages that nobody checked"),
  ],
  "Rules of your own": [
    {
      rule: "custom-rules",
      label: "Expressions in CEL that have to be true",
      asked: "names",
      first: [
        {
          name: "no-ssh-server",
          expression: '!packages.exists(p, p.name == "openssh-server")',
          message: "an SSH server has no place in a container",
        },
      ],
    },
  ],
};

/** Whether the text asks for the rule at all. */
export const isOn = (value: Value | undefined) => value !== undefined && value !== "allow";

/** The part of a rule's value that its control shows. */
export function shown(rule: Rule, value: Value | undefined): Value | undefined {
  return rule.inner && isObject(value) ? value[rule.inner] : value;
}

/** The value of a rule with what its control was set to; what else its author wrote stays. */
export function withShown(rule: Rule, before: Value | undefined, next: Value): Value {
  return rule.inner && isObject(before) ? { ...before, [rule.inner]: next } : next;
}

/** Why the control cannot show what the text says, if so. */
export function onlyInText(rule: Rule, value: Value | undefined): string | undefined {
  const part = shown(rule, value);
  if (part === undefined) return undefined;
  switch (rule.asked) {
    case "nothing":
      return part === "refuse" ? undefined : "more in the text";
    case "names":
      return Array.isArray(part) && part.every(each => typeof each === "string") ? undefined : "as in the text";
    case "pairs":
      return isObject(part) && Object.values(part).every(each => typeof each !== "object")
        ? undefined
        : "as in the text";
    default:
      return typeof part === "object" ? "as in the text" : undefined;
  }
}

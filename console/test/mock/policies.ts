import type { Schemas } from "../../src/api/client";
import { Problem } from "./problem";
import { daysAgo, hoursAgo } from "./time";

type Policy = Schemas["Policy"];

export function makePolicies(): Policy[] {
  return [
    policy(
      "default",
      "AssurancePolicy",
      daysAgo(40),
      "system",
      `kind: AssurancePolicy
name: default
description: Shipped with the product; records what it would refuse
mode: audit
checks:
  unscanned: refuse
  incomplete: refuse
  maximum-severity: medium
  runs-as-root: refuse
`,
    ),
    policy(
      "production",
      "AssurancePolicy",
      hoursAgo(5),
      "admin",
      `# Agreed with the payments team on 2 November.
kind: AssurancePolicy
name: production
description: What touches card data must be scanned, patched and not run as root
mode: enforce
scope:
  images: ["shop/*", "registry.shop.example:5000/*"]
checks:
  unscanned: refuse
  maximum-severity: {severity: medium, only-fixed: true}
  runs-as-root: refuse
`,
    ),
    policy(
      "runtime",
      "RuntimePolicy",
      daysAgo(9),
      "maria",
      `kind: RuntimePolicy
name: runtime
description: Nothing runs but what the image holds
mode: enforce
exec-mounts: [/srv/plugins]
`,
    ),
    policy("host", "HostPolicy", daysAgo(40), "system", "kind: HostPolicy\nwhen-enforcer-away: deny\nscan-wait: 10s\n"),
  ];
}

function policy(name: string, kind: Policy["kind"], changedAt: string, changedBy: string, document: string): Policy {
  return { ...read(document, name), name, kind, version: 17, document, changedAt, changedBy };
}

const fieldOf = (document: string, key: string) => new RegExp(`^${key}: *(.*)$`, "m").exec(document)?.[1]?.trim();

function read(document: string, name: string): Pick<Policy, "mode" | "description"> {
  const mode = fieldOf(document, "mode") as Policy["mode"];
  return { mode: name === "host" ? undefined : (mode ?? "audit"), description: fieldOf(document, "description") };
}

const known =
  /^(kind|name|description|mode|scope|checks|exec-mounts|written-libraries|when-enforcer-away|scan-wait|#|$| )/;

/** A document as the server takes it; here only the outermost words are looked at. */
export function accept(name: string, document: string, by: string, version: number): Policy {
  const mistakes = document
    .split("\n")
    .filter(line => !known.test(line))
    .map(line => `the policy: unknown word "${line.split(":")[0]}"`);
  const mode = fieldOf(document, "mode");
  if (mode && mode !== "audit" && mode !== "enforce") mistakes.push(`mode: is audit or enforce, not "${mode}"`);
  if (mistakes.length > 0) {
    throw new Problem(400, "policy-invalid", "The policy has mistakes; nothing was changed.", mistakes);
  }
  const kind = (fieldOf(document, "kind") ?? "AssurancePolicy") as Policy["kind"];
  return { ...policy(name, kind, new Date().toISOString(), by, document), version };
}

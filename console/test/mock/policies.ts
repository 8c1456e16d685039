import type { Schemas } from "../../src/api/client";
import { Problem } from "./problem";
import type { Stock } from "./stock";
import { daysAgo, hoursAgo } from "./time";
import { readYaml } from "./yaml";

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
  /^(kind|name|description|mode|starts|scope|checks|exec-mounts|written-libraries|when-enforcer-away|scan-wait|#|$| )/;

/** What is wrong with a document; here only the outermost words are looked at. */
export function check(document: string): Schemas["PolicyReading"] {
  const mistakes = document.split("\n").flatMap((line, index) => {
    const mode = /^mode: *(.*)$/.exec(line)?.[1];
    const sentence = !known.test(line)
      ? `unknown word "${line.split(":")[0]}" in the policy`
      : mode && !/^(audit|enforce)\b/.test(mode)
        ? `"mode" is one of audit, enforce, not "${mode}"`
        : undefined;
    return sentence ? [{ sentence, line: index + 1, column: 1 }] : [];
  });
  return { mistakes, tree: readYaml(document) };
}

/** A document as the server takes it. */
export function accept(name: string, document: string, by: string, version: number): Policy {
  const { mistakes } = check(document);
  if (mistakes.length > 0) {
    throw new Problem(
      400,
      "policy-invalid",
      "The policy has mistakes; nothing was changed.",
      mistakes.map(each => `line ${each.line}, column ${each.column}: ${each.sentence}`),
    );
  }
  const kind = (fieldOf(document, "kind") ?? "AssurancePolicy") as Policy["kind"];
  return { ...policy(name, kind, new Date().toISOString(), by, document), version };
}

export type Version = Schemas["PolicyVersion"] & { name: string };

/** The policies as they are, and one text of before. */
export function makeVersions(policies: readonly Policy[]): Version[] {
  const production = policies.find(each => each.name === "production")!;
  return [
    ...policies.map(versionOf),
    {
      name: "production",
      version: 12,
      removed: false,
      changedAt: daysAgo(30),
      changedBy: "maria",
      document: production.document
        .replace("severity: medium", "severity: high")
        .replace("  runs-as-root: refuse\n", ""),
    },
  ];
}

export function versionOf({ name, version, changedAt, changedBy, document }: Policy): Version {
  return { name, version, removed: false, changedAt, changedBy, document };
}

/** Line by line, as far as the tests need it: what is in one of them only. */
export function changesOf(before: Version | undefined, after: Version): Schemas["PolicyChanges"] {
  const old = (before?.document ?? "").split("\n");
  const lines: Schemas["PolicyChanges"]["lines"] = [];
  let place = 0;
  const removeUpTo = (end: number) => {
    for (const text of old.slice(place, end)) lines.push({ sign: "removed", text, before: ++place });
  };
  for (const [index, text] of (after.document ?? "").split("\n").entries()) {
    const found = old.indexOf(text, place);
    if (found >= 0) removeUpTo(found);
    const numbers = { text, after: index + 1 };
    lines.push(found < 0 ? { sign: "added", ...numbers } : { sign: "same", ...numbers, before: ++place });
  }
  removeUpTo(old.length);
  return { since: before?.version, version: after.version, lines };
}

/** Stops what runs as root, and what was not scanned. */
export function rehearsalOf(query: URLSearchParams, stock: Stock): Schemas["RehearsalPart"] {
  const from = Number(query.get("cursor") ?? 0);
  const limit = Number(query.get("limit") ?? 50);
  const part = stock.images.slice(from, from + limit);
  return {
    items: part.filter(each => each.verdict !== "admitted").map((each, index) => stopped(each, index)),
    looked: part.length,
    total: { value: stock.images.length, relation: "eq" },
    next: from + limit < stock.images.length ? String(from + limit) : undefined,
  };
}

const stopped = (image: Schemas["Image"], index: number): Schemas["StoppedImage"] => ({
  id: image.id,
  names: image.names,
  gone: false,
  verdict: image.verdict,
  runningContainers: image.runningContainers,
  starts: { value: image.runningContainers * 3, relation: "eq" },
  lastStartAt: image.runningContainers > 0 ? hoursAgo(index + 1) : undefined,
  violations: [
    image.scanState === "scanned"
      ? {
          policy: "draft",
          mode: "enforce",
          rule: "runs-as-root",
          reason: "the image runs as root; set USER in its Dockerfile",
        }
      : { policy: "draft", mode: "enforce", rule: "unscanned", reason: "the image has not been scanned" },
  ],
});

/** Each with its place among those of its kind, in the order in which they count. */
export function inOrder(policies: readonly Policy[]): Policy[] {
  const kinds = ["AssurancePolicy", "RuntimePolicy", "HostPolicy"];
  const modes = ["enforce", "fail-pipeline", "audit"];
  const isForAll = (each: Policy) => !/^scope:\s*$/m.test(each.document);
  const key = (each: Policy) =>
    [kinds.indexOf(each.kind), modes.indexOf(each.mode ?? ""), Number(isForAll(each)), each.name].join(" ");
  const sorted = policies.toSorted((one, other) => (key(one) < key(other) ? -1 : 1));
  return sorted.map(each =>
    each.kind === "HostPolicy"
      ? each
      : {
          ...each,
          order: sorted.filter(other => other.kind === each.kind).indexOf(each) + 1,
          appliesTo: isForAll(each) ? ("all" as const) : ("some" as const),
        },
  );
}

import type { Schemas } from "../../src/api/client";
import type { Random } from "./random";
import { minutesAgo } from "./time";

type Result = Schemas["PciResult"];
type Verdict = Schemas["PciVerdict"];

interface Requirement {
  v321: string;
  v401: string[];
  title: string;
  intent: string;
  population: string;
  verdict: Verdict;
  reason: string;
}

const requirements: readonly Requirement[] = [
  {
    v321: "2.2.2",
    v401: ["2.2.4"],
    title: "Nothing enabled that the workload does not need",
    intent:
      "Every process, port, package and privilege that is not needed is removed or blocked, so there is less to attack.",
    population: "every running container in PCI",
    verdict: "fail",
    reason: "2 of 31 containers run without an enforcing exec gate",
  },
  {
    v321: "2.4",
    v401: ["12.5.1"],
    title: "Inventory of in-scope components with their purpose",
    intent: "One list of everything in scope, kept current, with a line that says what each item is for.",
    population: "all assets known to the product",
    verdict: "fail",
    reason: "1,228 of 1,234 images carry no purpose",
  },
  {
    v321: "6.1",
    v401: ["6.3.1"],
    title: "Find new weaknesses from known sources and rank them",
    intent:
      "The entity learns of new flaws quickly, from several trusted feeds, and gives each a risk rank that fits its own setting.",
    population: "every image digest that ran in PCI in the period, and each in-scope host package set",
    verdict: "no_data",
    reason: "packages of hosts are not scanned yet",
  },
  {
    v321: "6.5.6",
    v401: ["6.2.4", "6.3.1", "6.3.3"],
    title: "High-risk flaws dealt with before and after release",
    intent:
      "A flaw ranked high or critical must stop a release, and one found later in something running must be seen and handled.",
    population: "every image digest admitted to or running in PCI",
    verdict: "pass",
    reason: "no image admitted to or running in scope has a high or critical finding with a fix",
  },
  {
    v321: "10.1",
    v401: ["10.2.1", "10.2.1.2"],
    title: "Trail that ties each access to a person",
    intent: "After an incident the entity can say who touched which component.",
    population: "every host, registry and the product itself, in PCI",
    verdict: "fail",
    reason: "who ran a Docker command is not known: 3 hosts record “unknown (engine API)”",
  },
  {
    v321: "10.3.6",
    v401: ["10.2.2"],
    title: "Record names the object touched",
    intent: "The affected data, component or service can be found again.",
    population: "all audit records of PCI in the last 24 h",
    verdict: "pass",
    reason: "all 1,599 records name kind, id and name of the object",
  },
  {
    v321: "11.5",
    v401: ["11.5.2"],
    title: "Alarm when important files change, compared at least weekly",
    intent: "An unapproved change, addition or deletion of a critical file is seen and reaches a person.",
    population: "hosts and containers in PCI",
    verdict: "no_data",
    reason: "no weekly comparison has been made",
  },
  {
    v321: "10.2.2",
    v401: ["10.2.1.2"],
    title: "Every administrator action recorded",
    intent: "Nothing done with high privilege escapes the log, including hands-on use of system accounts.",
    population: "administrators and engine APIs of PCI hosts, and product administrators",
    verdict: "attestation_due",
    reason: "the list of administrators was last confirmed 14 months ago",
  },
];

export function makePci(random: Random, containers: readonly Schemas["Container"][]): Schemas["PciReport"] {
  const results = requirements.map(each => result(random, each, containers));
  const counts: Record<string, number> = {};
  for (const { verdict } of results) counts[verdict] = (counts[verdict] ?? 0) + 1;
  return {
    catalogueVersion: "1.0",
    standardCurrent: "PCI DSS v4.0.1 (June 2024); all former future-dated requirements apply since 2025-03-31",
    standardSeed: "PCI DSS v3.2 / v3.2.1 numbering, retired 2024-03-31",
    startedAt: minutesAgo(1),
    endedAt: minutesAgo(0.98),
    disclaimer:
      "A pass means that the data seen by the product supports the requirement. Only an assessor, or the entity by self-assessment, decides on compliance.",
    percentPassing: (100 * (counts.pass ?? 0)) / results.length,
    counts,
    results,
    hash: random.digest(),
  };
}

function result(random: Random, each: Requirement, containers: readonly Schemas["Container"][]): Result {
  const members = containers.slice(0, 31).map((container, index) => ({
    kind: "container",
    id: container.id,
    name: container.name,
    verdict: each.verdict === "pass" || index > 1 ? ("pass" as const) : each.verdict,
    reason: each.verdict === "pass" || index > 1 ? "the rule holds" : each.reason,
  }));
  const bad = members.filter(member => member.verdict !== "pass").length;
  const none = each.verdict === "no_data";
  return {
    key: `S-${each.v321}`,
    idsV321: [each.v321],
    idsV401: each.v401,
    title: each.title,
    intent: each.intent,
    verdict: each.verdict,
    reason: each.reason,
    populationDescription: each.population,
    population: none ? 0 : members.length,
    counts: none ? {} : bad > 0 ? { [each.verdict]: bad, pass: members.length - bad } : { pass: members.length },
    members: none ? [] : members,
    evidence: none
      ? []
      : [
          {
            fact: "Container.execGate",
            at: minutesAgo(2),
            summary: "31 containers, 29 enforcing",
            hash: random.digest(),
          },
          {
            fact: "Agent.heartbeat",
            at: minutesAgo(0.5),
            summary: "3 hosts, all within 5 minutes",
            hash: random.digest(),
          },
        ],
    note: each.v321 === "6.5.6" ? "Counts findings with a fixed version; see 6.1 for the others." : undefined,
  };
}

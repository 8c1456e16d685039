import type { Schemas } from "../../src/api/client";
import { isHeld } from "./held";
import { Problem } from "./problem";
import type { Stock } from "./stock";
import { daysAgo } from "./time";

type Service = Schemas["Service"];
type Kept = Pick<Service, "name" | "description" | "changedAt" | "changedBy"> & {
  selection: NonNullable<Service["selection"]>;
};

export const makeServices = (): Kept[] => [
  {
    name: "shop",
    description: "The shop that customers see, with its checkout",
    selection: { labels: {}, engineLabels: {}, projects: ["shop"], images: ["shop/*"] },
    changedAt: daysAgo(6),
    changedBy: "maria",
  },
  {
    name: "storage.of-the-quarterly-settlement-with-banks-and-card-schemes",
    description: "",
    selection: { labels: { "pci-scope": "cde" }, engineLabels: { tier: "db-*" }, projects: [], images: [] },
    changedAt: daysAgo(40),
    changedBy: "admin",
  },
];

const fits = (patterns: readonly string[], text: string) =>
  patterns.length === 0 ||
  patterns.some(pattern =>
    new RegExp(`^${pattern.replace(/[.+?^${}()|[\]\\]/g, "\\$&").replaceAll("*", ".*")}$`).test(text),
  );

const carries = (its: Record<string, string>, wanted: Record<string, string>) =>
  Object.entries(wanted).every(([key, value]) => key in its && fits([value], its[key]!));

/** The containers that belong. */
export const membersOf = ({ selection }: Pick<Kept, "selection">, stock: Stock) =>
  stock.containers.filter(
    each =>
      carries(each.labels, selection.labels) &&
      carries(each.engineLabels, selection.engineLabels) &&
      fits(selection.projects, each.engineLabels["com.docker.compose.project"] ?? "") &&
      fits(selection.images, each.imageName),
  );

const badness = ["admitted", "pending", "would-refuse", "refused"] as const;

export function serviceOf(kept: Kept, stock: Stock): Service {
  const members = membersOf(kept, stock);
  const ids = new Set(members.map(each => each.imageId));
  const images = stock.images.filter(each => ids.has(each.id));
  const [worst] = images.toSorted((a, b) => b.severities.critical - a.severities.critical);
  return {
    ...kept,
    labels: Object.fromEntries(
      stock.labels.filter(each => each.kind === "service" && each.id === kept.name).map(each => [each.key, each.value]),
    ),
    containers: members.length,
    running: members.filter(each => each.state === "running").length,
    images: images.length,
    unscanned: images.filter(each => each.scanState !== "scanned").length,
    verdict: badness.findLast(verdict => images.some(each => each.verdict === verdict)),
    worst: worst && { id: worst.id, name: worst.names[0] ?? worst.id, severities: worst.severities },
  };
}

/** Who is held to labels is not told what a service asks for. */
export const serviceFor = (user: Schemas["User"], kept: Kept, stock: Stock): Service =>
  isHeld(user, stock) ? { ...serviceOf(kept, stock), selection: undefined } : serviceOf(kept, stock);

export function keptOf(draft: Schemas["ServiceDraft"], name: string, by: string): Kept {
  const { labels = {}, engineLabels = {}, projects = [], images = [] } = draft;
  if ([Object.keys(labels), Object.keys(engineLabels), projects, images].every(each => each.length === 0)) {
    throw new Problem(
      400,
      "service-invalid",
      "the service cannot be taken: a service asks for labels, engine labels, Compose projects or images; '*' among the images means every container",
    );
  }
  return {
    name,
    description: draft.description ?? "",
    selection: { labels, engineLabels, projects, images },
    changedAt: new Date().toISOString(),
    changedBy: by,
  };
}

export function rulesOf(kept: Kept, stock: Stock): Schemas["EffectiveRules"] {
  const members = membersOf(kept, stock);
  const images = new Set(members.map(each => each.imageId)).size;
  const rules = stock.policies
    .filter(each => each.kind !== "HostPolicy" && members.length > 0)
    .map((each): Schemas["EffectiveRule"] => ({
      policy: each.name,
      kind: each.kind,
      description: each.description ?? "",
      mode: each.mode ?? "audit",
      global: !each.document.includes("scope:"),
      checks: each.kind === "AssurancePolicy" ? ["unscanned", "incomplete", "maximum-severity", "leaks"] : [],
      containers: members.length,
      images,
      written: { version: each.version, by: each.changedBy, since: each.changedAt },
    }));
  return {
    containers: members.length,
    images,
    version: 7,
    rules: rules.toSorted((a, b) => Number(b.mode === "enforce") - Number(a.mode === "enforce")),
  };
}

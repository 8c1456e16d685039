import type { Schemas } from "../../src/api/client";
import { vulnerabilities } from "./across";
import { makeContainers } from "./containers";
import { EVENTS, makeEvents } from "./events";
import { makeHosts } from "./hosts";
import { makeExceptions } from "./exceptions";
import { BUNDLE, makeImages, NO_FINDINGS } from "./images";
import { makeNetworks } from "./networks";
import { makeNotifications } from "./notifications";
import { makePci } from "./pci";
import { makePolicies, makeVersions } from "./policies";
import { makeRegistries, makeScanQueue } from "./registries";
import { Random } from "./random";
import { makeServices } from "./services";
import { daysAgo, hoursAgo, minutesAgo } from "./time";
import { makeViews } from "./views";

export type Stock = ReturnType<typeof makeStock>;

/** Everything the mock knows; routes read and change it. */
export function makeStock() {
  const random = new Random(20261123);
  const hosts = makeHosts(random);
  const images = makeImages(
    random,
    hosts.map(host => host.name),
  );
  const containers = makeContainers(random, images, hosts);
  const policies = makePolicies();
  for (const host of hosts) {
    const there = containers.filter(each => each.hostId === host.id);
    host.containers = there.length;
    host.runningContainers = there.filter(each => each.state === "running").length;
    host.images = host.state === "revoked" ? 0 : 200 + random.whole(800);
  }
  const networks = makeNetworks(random, hosts, containers);
  return {
    random,
    hosts,
    images,
    networks,
    containers,
    events: makeEvents({ hosts, images, containers }),
    policies,
    policyVersions: makeVersions(policies),
    exceptions: makeExceptions(random),
    secondPerson: false,
    notifications: makeNotifications(images),
    seen: new Map<string, number>(),
    pci: makePci(random, containers),
    labels: labelsOf(hosts, images, networks, containers),
    enforcers: hosts.map(host => enforcerOf(random, host)),
    tokens: tokens(random),
    services: makeServices(),
    registries: makeRegistries(),
    scanQueue: makeScanQueue(images),
    checkpoints: checkpoints(random),
    intelligence,
    findingChanges: findingChanges(random),
    users: users(),
    rolesWithSecondFactor: [] as string[],
    roles: roles(),
    userSessions: userSessions(random),
    sessions: sessions(random),
    savedViews: makeViews(random),
    apiTokens: apiTokens(random),
  };
}

/** The numbers of the first page, counted from what the lists hold. */
export function dashboardOf(stock: Stock): Schemas["Dashboard"] {
  const { images, containers, hosts } = stock;
  const severities = { ...NO_FINDINGS };
  const verdicts: Record<string, number> = {};
  for (const image of images) {
    verdicts[image.verdict] = (verdicts[image.verdict] ?? 0) + 1;
  }
  for (const each of vulnerabilities(images, stock.exceptions)) severities[each.severity]++;
  const running = containers.filter(each => each.state === "running");
  const unfixed = running.filter(each => each.unfixed > 0);
  const exposed = unfixed.filter(each => each.exposed);
  const gated = running.filter(each => each.execGate !== "none").length;
  return {
    images: {
      total: images.length,
      unscanned: images.filter(each => each.scanState !== "scanned").length,
      refused: verdicts.refused ?? 0,
    },
    containers: { running: running.length, gated, ungated: running.length - gated },
    hosts: {
      connected: hosts.filter(each => each.state === "connected").length,
      silent: hosts.filter(each => each.state === "silent").length,
      weak: exactly(hosts.filter(isWeak).length),
    },
    risk: { runningUnfixed: exactly(unfixed.length), exposedUnfixed: exactly(exposed.length) },
    trend: trendTo(unfixed.length, exposed.length),
    severities,
    verdicts,
    recentRefusals: stock.events.filter(each => each.type === "container.start-refused").slice(0, 6),
    pci: stock.pci.counts,
    requirements: requirementsOf(stock.pci),
    intelligence: stock.intelligence,
  };
}

const exactly = (value: number): Schemas["Total"] => ({ value, relation: "eq" });

/** A mechanism that could not be told counts as missing. */
export const isWeak = (host: Schemas["Host"]) =>
  host.state !== "revoked" &&
  (host.capabilities.length === 0 || host.capabilities.some(each => each.state !== "supported"));

function trendTo(running: number, exposed: number): Schemas["RiskDay"][] {
  return Array.from({ length: 24 }, (_, index) => {
    const more = 23 - index + (index % 5);
    return {
      day: daysAgo(23 - index).slice(0, 10),
      runningUnfixed: index === 23 ? running : running + 2 * more,
      exposedUnfixed: index === 23 ? exposed : exposed + more,
      critical: 40 + more,
      high: 90 + more,
    };
  });
}

function requirementsOf(report: Schemas["PciReport"]): NonNullable<Schemas["Dashboard"]["requirements"]> {
  const requirements = new Map<string, Record<string, number>>();
  for (const result of report.results) {
    for (const requirement of new Set(result.idsV401.map(id => id.split(".")[0]!))) {
      const counts = requirements.get(requirement) ?? {};
      counts[result.verdict] = (counts[result.verdict] ?? 0) + 1;
      requirements.set(requirement, counts);
    }
  }
  return [...requirements]
    .map(([requirement, counts]) => ({ requirement, counts }))
    .toSorted((a, b) => Number(a.requirement) - Number(b.requirement));
}

function labelsOf(
  ...assets: (readonly (Schemas["Host"] | Schemas["Image"] | Schemas["Network"] | Schemas["Container"])[])[]
) {
  const kinds = ["host", "image", "network", "container"] as const;
  return assets.flatMap((list, index) =>
    list.flatMap(asset =>
      Object.entries(asset.labels).map(([key, value]): Schemas["Label"] => ({
        kind: kinds[index]!,
        id: asset.id,
        name: nameOf(asset),
        key,
        value,
        setBy: "maria",
        setAt: daysAgo(20),
      })),
    ),
  );
}

function nameOf(asset: Schemas["Host"] | Schemas["Image"] | Schemas["Network"] | Schemas["Container"]) {
  if ("names" in asset) return asset.names[0];
  return "subnets" in asset ? `${asset.name} on ${asset.hostName}` : asset.name;
}

function enforcerOf(random: Random, host: Schemas["Host"]): Schemas["Enforcer"] {
  return {
    id: host.enforcerId ?? random.uuid(),
    hostId: host.id,
    hostName: host.name,
    version: "0.1.0",
    state: host.state,
    enrolledAt: daysAgo(38),
    lastSeenAt: host.lastSeenAt,
    certificateExpiresAt: daysAgo(-52),
    snapshotVersion: host.state === "connected" ? 17 : 12,
    eventsLost: host.state === "silent" ? 214 : 0,
    residentBytes: 71_000_000 + random.whole(20_000_000),
  };
}

function tokens(random: Random): Schemas["EnrolmentToken"][] {
  const token = (state: Schemas["EnrolmentToken"]["state"], minutes: number) => ({
    id: random.uuid(),
    createdAt: minutesAgo(minutes),
    createdBy: "admin",
    expiresAt: minutesAgo(minutes - 60),
    state,
  });
  return [token("open", 12), token("expired", 60 * 30), token("used", 60 * 24 * 38)];
}

function checkpoints(random: Random): Schemas["AuditCheckpoint"][] {
  return Array.from({ length: 40 }, (_, index) => ({
    sequence: EVENTS - index * 1_000,
    at: hoursAgo(index),
    document: Buffer.from(`{"sequence":${EVENTS - index * 1_000}}`).toString("base64"),
    signature: Buffer.from(random.hex(128), "hex").toString("base64"),
    keptBy: index === 0 ? 0 : 3,
  }));
}

const intelligence: Schemas["Intelligence"] = {
  state: "in-use",
  digest: BUNDLE,
  builtAt: hoursAgo(9),
  importedAt: hoursAgo(8.5),
  advisories: 268_411,
  coverage: ["debian:11", "debian:12", "debian:13", "npm", "maven", "pypi", "golang"],
  sources: [
    { name: "debian-tracker", date: "2026-11-23", records: 61_204, state: "used" },
    { name: "osv-npm", date: "2026-11-23", records: 18_332, state: "used" },
    { name: "osv-maven", date: "2026-11-22", records: 6_871, state: "used" },
    { name: "ghsa-csv", date: "2026-11-20", records: 24_180, state: "used" },
    { name: "cisa-kev", date: "2026-11-23", records: 1_462, state: "used" },
    { name: "epss", date: "2026-11-23", records: 298_004, state: "used" },
    {
      name: "osv-gem",
      date: "2026-10-02",
      records: 0,
      state: "left-out",
      detail: "the archive ends in the middle of an entry; nothing of it was used",
    },
  ],
};

function findingChanges(random: Random): Schemas["FindingChange"][] {
  const packages = [
    { name: "openssl", version: "3.0.11-1~deb12u2" },
    { name: "org.apache.tomcat.embed:tomcat-embed-core", version: "9.0.65" },
    { name: "lodash", version: "4.17.20" },
  ];
  const kinds: Pick<Schemas["FindingChange"], "severity" | "field" | "before" | "after">[] = [
    { severity: "critical", field: "finding", before: "", after: "fixed" },
    { severity: "high", field: "kev", before: "false", after: "true" },
    { severity: "high", field: "fixedVersions", before: "", after: "3.0.14-1~deb12u1, 3.1.6" },
    { severity: "medium", field: "severity", before: "low", after: "medium" },
    { severity: "low", field: "finding", before: "affected", after: "" },
  ];
  return Array.from({ length: 60 }, (_, index) => ({
    ...kinds[index % kinds.length]!,
    at: hoursAgo(1 + index),
    bundle: intelligence.digest!,
    id: `CVE-2026-${1_000 + index}`,
    package: random.pick(packages),
    images: 1 + random.whole(900),
  }));
}

function sessions(random: Random): Schemas["OwnSession"][] {
  const session = (minutes: number, used: number, source: string, current = false) => ({
    id: random.uuid(),
    createdAt: minutesAgo(minutes),
    lastUsedAt: minutesAgo(used),
    expiresAt: minutesAgo(minutes - 12 * 60),
    source,
    current,
  });
  return [session(1, 0, "192.0.2.17", true), session(95, 6, "2001:db8:85a3:8d3:1319:8a2e:370:7348")];
}

function roles(): Schemas["RolePermissions"][] {
  return [
    {
      role: "payments-operators",
      description: "Looks after what the payments team runs, day and night",
      builtIn: false,
      permissions: [
        "account.own",
        "audit.read",
        "containers.read",
        "dashboard.read",
        "hosts.read",
        "images.read",
        "images.scan",
        "live.read",
        "notifications.read",
        "services.read",
      ],
      labelScope: ["team=payments", "stage=production"],
    },
    {
      role: "registry-keepers",
      description: "",
      builtIn: false,
      permissions: ["account.own", "images.read", "registries.read", "registries.write"],
      labelScope: [],
    },
  ];
}

function userSessions(random: Random): Schemas["UserSession"][] {
  const session = (user: string, minutes: number, source: string) => ({
    id: random.uuid(),
    user,
    createdAt: minutesAgo(minutes),
    lastUsedAt: minutesAgo(Math.min(minutes, 4)),
    expiresAt: minutesAgo(minutes - 12 * 60),
    source,
  });
  return [
    session("admin", 1, "192.0.2.17"),
    session("admin", 95, "2001:db8:85a3:8d3:1319:8a2e:370:7348"),
    session("maria", 240, "198.51.100.77"),
  ];
}

function apiTokens(random: Random): Schemas["ApiToken"][] {
  const token = (name: string, role: Schemas["Role"], age: number, left: number) => ({
    id: random.uuid(),
    name,
    role,
    madeBy: "admin",
    createdAt: daysAgo(age),
    expiresAt: daysAgo(-left),
  });
  return [
    { ...token("jenkins-shop", "scanner", 12, 78), lastUsedAt: minutesAgo(3), lastUsedFrom: "198.51.100.24" },
    token("evidence-collector-of-the-quarterly-assessment-by-an-outside-firm", "auditor", 2, 28),
    { ...token("old-pipeline", "scanner", 120, -30), lastUsedAt: daysAgo(31), lastUsedFrom: "2001:db8::24" },
  ];
}

function users(): Schemas["User"][] {
  return [
    {
      name: "admin",
      role: "administrator",
      createdAt: daysAgo(40),
      lastLoginAt: minutesAgo(1),
      passwordChangeDue: false,
      secondFactor: false,
    },
    {
      name: "maria",
      role: "administrator",
      createdAt: daysAgo(39),
      lastLoginAt: hoursAgo(5),
      passwordChangeDue: false,
      secondFactor: true,
    },
    { name: "assessor", role: "auditor", createdAt: daysAgo(3), passwordChangeDue: true, secondFactor: false },
    {
      name: "pipeline",
      role: "scanner",
      createdAt: daysAgo(30),
      lastLoginAt: minutesAgo(8),
      passwordChangeDue: false,
      secondFactor: false,
    },
  ];
}

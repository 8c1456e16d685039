import type { Schemas } from "../../src/api/client";
import { Problem } from "./problem";
import type { Stock } from "./stock";
import { daysAgo, hoursAgo, minutesAgo } from "./time";

type Registry = Schemas["Registry"];
type Job = Schemas["ScanJob"];

const id = (number: number) => `0c1f3e5a-0000-4000-8000-00000000000${number}`;

const plain = {
  plainHttp: false,
  authority: "",
  tokenServers: [],
  user: "",
  hasPassword: false,
  named: [],
  repositoriesIn: [],
  repositoriesOut: [],
  tagsIn: [],
  tagsOut: [],
  hasWebhook: false,
  changedBy: "maria",
  changedAt: daysAgo(12),
  listing: false,
  notes: [],
  tags: 0,
  images: 0,
  openScans: 0,
} as const satisfies Partial<Registry>;

/** One that works, one that is being listed, one that fails, and one of an unreasonable name. */
export function makeRegistries(): Registry[] {
  return [
    {
      ...mutable(),
      id: id(1),
      name: "hub",
      kind: "docker-hub",
      address: "docker.io",
      named: ["library/nginx", "library/postgres"],
      newest: 5,
      everyMinutes: 60,
      dueAt: minutesAgo(-20),
      listedAt: minutesAgo(40),
      tags: 10,
      images: 9,
      openScans: 1,
    },
    {
      ...mutable(),
      id: id(2),
      name: "shop",
      kind: "harbor",
      address: "harbor.shop.example",
      user: "robot$plimsoll",
      hasPassword: true,
      repositoriesIn: ["shop/*"],
      tagsOut: ["*-test"],
      everyMinutes: 1440,
      hasWebhook: true,
      listing: true,
      listedAt: hoursAgo(24),
      notes: ["there are more than 20,000 tags; narrow the repositories or tags"],
      tags: 12_408,
      images: 8_117,
      openScans: 64,
    },
    {
      ...mutable(),
      id: id(3),
      name: "the-registry-of-the-subsidiary-whose-name-nobody-could-agree-upon-for-a-whole-year",
      kind: "oci",
      address: "registry.subsidiary-with-a-long-name.intern.shop.example:5000",
      user: "reader",
      hasPassword: true,
      listedAt: hoursAgo(3),
      failure:
        "registry.subsidiary-with-a-long-name.intern.shop.example:5000 refuses the login of reader; give the right user and password",
    },
  ];
}

/** Each with lists of its own, which a test may change. */
const mutable = () => structuredClone(plain) as Omit<Registry, "id" | "name" | "kind" | "address">;

/** Two at work, those that wait, and those that ended. */
export function makeScanQueue(images: readonly Schemas["ImageDetail"][]): Job[] {
  const job = (number: number, state: Job["state"], repository: string, more: Partial<Job> = {}): Job => ({
    number,
    registryId: id(2),
    registry: "shop",
    repository,
    tag: `2.${number}.0`,
    state,
    reason: "new",
    askedBy: "system:center",
    attempts: state === "waiting" ? 0 : 1,
    queuedAt: minutesAgo(30),
    message: "",
    ...more,
  });
  return [
    job(1, "running", "shop/checkout", { startedAt: minutesAgo(1) }),
    job(2, "running", "shop/search", { startedAt: minutesAgo(2), reason: "push", askedBy: "webhook" }),
    job(3, "waiting", "shop/mail", {
      attempts: 2,
      notBefore: minutesAgo(-2),
      message: "harbor.shop.example does not answer a request",
    }),
    ...Array.from({ length: 60 }, (_, index) => job(4 + index, "waiting", "shop/import")),
    job(80, "failed", "shop/broken", {
      endedAt: hoursAgo(1),
      message: "the layer sha256:6a… is no archive",
      attempts: 1,
    }),
    job(81, "done", "shop/cart", { endedAt: hoursAgo(2), imageId: images[0]!.id, reason: "rescan", askedBy: "maria" }),
    job(82, "cancelled", "shop/cart", { endedAt: hoursAgo(3) }),
  ];
}

/** As the server takes a draft. */
export function registryOf(draft: Schemas["RegistryDraft"], before: Registry | undefined, by: string): Registry {
  if (draft.address.includes("://")) {
    throw new Problem(
      400,
      "registry-invalid",
      "the registry cannot be taken: 'address' is a host, perhaps with a port",
    );
  }
  if (draft.user && !draft.password && (!before?.hasPassword || before.address !== draft.address)) {
    throw new Problem(400, "registry-password-needed", `give the password of '${draft.user}'`);
  }
  const { password: _, sessionToken: __, ...shown } = draft;
  return {
    ...(before ?? { ...mutable(), id: id(4) }),
    ...shown,
    hasPassword: draft.user !== "" && draft.user !== undefined,
    changedBy: by,
  };
}

/** As the program answers. */
export function testOf(draft: Schemas["RegistryDraft"]): Schemas["RegistryTest"] {
  const works = !draft.address.startsWith("169.254.");
  const message = works
    ? `The registry answers: 1 repository is wanted, the first has ${draft.address}/shop/web:1.`
    : `${draft.address} has a link-local address, or one that nobody has; no registry is there, and it is not asked`;
  return { works, message, notes: [] };
}

export const ofState = (query: URLSearchParams) => (job: Job) => {
  const state = query.get("state");
  return !state || job.state === state || (state === "open" && (job.state === "waiting" || job.state === "running"));
};

export function cancelled(stock: Stock, number: string) {
  const job = stock.scanQueue.find(each => String(each.number) === number && !each.endedAt);
  if (!job) throw new Problem(404, "scan-unknown", `no scan of the number ${number} waits or runs`);
  Object.assign(job, { state: "cancelled", endedAt: new Date().toISOString() } satisfies Partial<Job>);
}

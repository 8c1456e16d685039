import type { Schemas } from "../../src/api/client";
import type { Random } from "./random";
import { daysAgo, hoursAgo, minutesAgo } from "./time";

type Image = Schemas["ImageDetail"];
type Counts = Schemas["SeverityCounts"];
type Violation = Schemas["Violation"];

/** The one in use. */
export const BUNDLE = "sha256:5f70bf18a086007016e948b04aed3b82103a36bea41755b6cddfaf10ace3c6ef";

export const NO_FINDINGS: Counts = { critical: 0, high: 0, medium: 0, low: 0, negligible: 0, unknown: 0 };

const layersOf = (random: Random, commands: readonly string[]): Schemas["Layer"][] =>
  commands.map((createdBy, index) => ({
    diffId: random.digest(),
    chainId: random.digest(),
    size: 200_000 + random.whole(90_000_000),
    createdBy,
    base: index === 0,
  }));

const broken = (mode: Violation["mode"], rule: string, reason: string): Violation => ({
  policy: mode === "enforce" ? "production" : "default",
  mode,
  rule,
  reason,
  written: { version: 17, by: "maria", since: daysAgo(9) },
});

/** A few images that tell a story, and enough others to page through. */
export function makeImages(random: Random, hostNames: readonly string[]): Image[] {
  const base = (name: string, change: Partial<Image> = {}): Image => ({
    id: random.digest(),
    names: [name],
    size: 20_000_000 + random.whole(900_000_000),
    createdAt: daysAgo(1 + random.whole(400)),
    scanState: "scanned",
    scannedAt: hoursAgo(1 + random.whole(72)),
    distribution: "Debian 12 (bookworm)",
    verdict: "admitted",
    violations: [],
    severities: { ...NO_FINDINGS, low: random.whole(40), negligible: random.whole(60) },
    kev: 0,
    notAssessed: 0,
    gapCount: 0,
    repository: repositoryOf(name),
    registries: [registryOf(name)],
    disallowed: false,
    approvedBase: false,
    runtime: { policy: "runtime", mode: "enforce" },
    labels: {},
    hosts: 1 + random.whole(3),
    runningContainers: random.whole(4),
    digests: [],
    layers: layersOf(random, [
      "debootstrap --variant=minbase bookworm",
      "apt-get install -y --no-install-recommends ca-certificates tzdata",
      "COPY app /srv/app",
    ]),
    gaps: [],
    notAssessedEcosystems: [],
    unadvisedEcosystems: [],
    notes: [],
    packages: 90 + random.whole(400),
    executables: 300 + random.whole(900),
    unknownExecutables: 0,
    hostNames: hostNames.slice(0, 1 + random.whole(2)),
    user: "app",
    architecture: "amd64",
    entrypoint: ["/srv/app/run"],
    command: [],
    exposedPorts: ["8080/tcp"],
    imageLabels: { "org.opencontainers.image.vendor": "shop" },
    matchedAt: hoursAgo(2),
    bundleBuiltAt: hoursAgo(9),
    bundle: BUNDLE,
    ...change,
  });
  return [...story(random, base), ...others(random, base)];
}

const repositoryOf = (name: string) => name.replace(/:[^:/]*$/, "");

function registryOf(name: string): string {
  const [first = "", rest] = name.split("/", 2);
  return rest !== undefined && (/[.:]/.test(first) || first === "localhost") ? first : "docker.io";
}

type Base = (name: string, change?: Partial<Image>) => Image;

function story(random: Random, base: Base): Image[] {
  const java: Counts = { critical: 3, high: 21, medium: 48, low: 97, negligible: 12, unknown: 1 };
  return [
    base("shop/checkout:2.14.1", {
      verdict: "refused",
      names: ["shop/checkout:2.14.1", "registry.shop.example:5000/shop/checkout:2.14.1", "shop/checkout:stable"],
      digests: [`registry.shop.example:5000/shop/checkout@${random.digest()}`],
      severities: java,
      kev: 2,
      notAssessed: 4,
      gapCount: 1,
      user: "",
      labels: { "pci-scope": "cde", purpose: "takes card payments", owner: "payments team" },
      violations: [
        broken(
          "enforce",
          "maximum-severity",
          "CVE-2021-44228 in log4j-core 2.14.1 is critical, and the highest allowed is medium",
        ),
        broken("enforce", "runs-as-root", "the image names no user, so its processes run as root"),
        broken("audit", "incomplete", "4 packages of the ecosystem gem are covered by no advisory source"),
      ],
      gaps: [
        {
          code: "truncated-archive",
          detail: "the archive ends in the middle of an entry; what comes after is not known",
          path: "/srv/app/lib/legacy-bridge-0.4.jar",
        },
      ],
      notAssessedEcosystems: [
        { ecosystem: "gem", packages: 4, reason: "the bundle holds no advisories for this ecosystem" },
      ],
      unadvisedEcosystems: [
        { ecosystem: "conda", packages: 23, reason: "the bundle does not cover 'conda'" },
        { ecosystem: "generic:busybox", packages: 1, reason: "the bundle does not cover 'generic:busybox'" },
      ],
      unknownExecutables: 7,
      notes: [
        "Debian 10 is past its end of life since 2024-06-30: what is found in it from then on is not mended",
        "the bundle was built without osv-gem: the archive ends in the middle of an entry; nothing of it was used",
      ],
      distribution: "Debian GNU/Linux 10 (buster)",
      sensitive: {
        leaks: [
          {
            rule: "private-key",
            severity: "critical",
            path: "/srv/app/config/signing.key",
            line: 1,
            excerpt: "-----BEGIN RSA PRIVATE KEY-----****",
            fingerprint: "0f".repeat(16),
            deleted: true,
          },
          {
            rule: "aws-access-key",
            severity: "high",
            path: "env:AWS_SECRET_ACCESS_KEY",
            excerpt: "AWS_SECRET_ACCESS_KEY=****",
            fingerprint: "1e".repeat(16),
            deleted: false,
          },
        ],
        leakCount: 2,
        cardNumbers: [
          {
            path: "/srv/app/fixtures/orders.csv",
            issuer: "visa",
            count: 14,
            samples: ["401288******1881"],
            test: false,
            deleted: false,
          },
          {
            path: "/srv/app/test/payments.json",
            issuer: "mastercard",
            count: 2,
            samples: ["555555******4444"],
            test: true,
            deleted: false,
          },
        ],
        cardFileCount: 2,
        riskyFiles: [
          { path: "/usr/bin/su", kind: "setuid", mode: "4755" },
          { path: "/srv/app/uploads", kind: "world-writable", mode: "777" },
        ],
        riskyFileCount: 2,
      },
      runningContainers: 0,
      layers: layersOf(random, [
        "debootstrap --variant=minbase bookworm",
        "apt-get install -y --no-install-recommends openjdk-17-jre-headless",
        "COPY build/libs/checkout-2.14.1-all.jar /srv/app/checkout.jar",
        'ENTRYPOINT ["java", "-XX:MaxRAMPercentage=75", "-Dfile.encoding=UTF-8", "-jar", "/srv/app/checkout.jar"]',
      ]),
      entrypoint: ["java", "-XX:MaxRAMPercentage=75", "-jar", "/srv/app/checkout.jar"],
    }),
    base("shop/storefront:7.0.3", {
      verdict: "would-refuse",
      severities: { ...NO_FINDINGS, high: 4, medium: 19, low: 33, negligible: 8 },
      labels: { "pci-scope": "connected" },
      violations: [
        broken(
          "audit",
          "maximum-severity",
          "CVE-2021-23337 in lodash 4.17.20 is high, and the highest allowed is medium",
        ),
      ],
      runningContainers: 3,
    }),
    base(
      "registry.shop.example:5000/payments/card-vault-with-a-name-that-goes-on-and-on/and-on/service:1.9.0-rc.3-20261119T120000Z-g0f3a9c1",
      { labels: { "pci-scope": "cde", purpose: "holds card numbers, encrypted" }, runningContainers: 2 },
    ),
    base("postgres:15", {
      verdict: "would-refuse",
      severities: { ...NO_FINDINGS, high: 1, medium: 7, low: 21, negligible: 66, unknown: 2 },
      user: "",
      violations: [broken("audit", "runs-as-root", "the image names no user, so its processes run as root")],
      runningContainers: 1,
    }),
    base("nginx:1.27", {
      runningContainers: 5,
      unknownExecutables: 2,
      severities: { ...NO_FINDINGS, medium: 2, low: 14, negligible: 40 },
    }),
    base("uploads/unknown:latest", {
      verdict: "pending",
      scanState: "scanning",
      bundle: undefined,
      unknownExecutables: undefined,
      scannedAt: undefined,
      distribution: undefined,
      severities: NO_FINDINGS,
      layers: [],
      packages: 0,
      executables: 0,
    }),
    base("sandbox/fresh:1", {
      verdict: "refused",
      scanState: "unscanned",
      bundle: undefined,
      unknownExecutables: undefined,
      scannedAt: undefined,
      distribution: undefined,
      severities: NO_FINDINGS,
      packages: 0,
      executables: 0,
      violations: [broken("enforce", "unscanned", "nobody has scanned this image yet")],
    }),
    base("legacy/batch:3", {
      verdict: "would-refuse",
      scanState: "failed",
      bundle: undefined,
      unknownExecutables: undefined,
      scannedAt: minutesAgo(42),
      distribution: undefined,
      severities: NO_FINDINGS,
      packages: 0,
      executables: 0,
      violations: [
        broken("audit", "unscanned", "the last scan failed: layer 3 is not the gzip stream it claims to be"),
      ],
    }),
    base("<script>alert(1)</script>:&amp;\u202egpj", { names: [], distribution: "<img src=x onerror=alert(1)>" }),
  ];
}

const teams = ["shop", "search", "mail", "warehouse", "accounts", "platform", "reports"];
const services = ["api", "worker", "web", "cron", "gateway", "indexer", "exporter", "proxy", "cache"];
const systems = ["Debian 12 (bookworm)", "Debian 11 (bullseye)", "Ubuntu 24.04 (noble)", "Alpine Linux 3.20"];

function others(random: Random, base: Base): Image[] {
  return Array.from({ length: 1_225 }, () => {
    const bad = random.below(1) < 0.3;
    const severities: Counts = {
      critical: bad ? random.whole(3) : 0,
      high: bad ? 1 + random.whole(12) : 0,
      medium: random.whole(30),
      low: random.whole(60),
      negligible: random.whole(60),
      unknown: random.whole(3),
    };
    const name = `${random.pick(teams)}/${random.pick(services)}:${random.whole(9)}.${random.whole(30)}.${random.whole(9)}`;
    return base(name, {
      distribution: random.pick(systems),
      severities,
      verdict: bad ? "would-refuse" : "admitted",
      violations: bad
        ? [broken("audit", "maximum-severity", "the worst finding is high, and the highest allowed is medium")]
        : [],
    });
  });
}

/** What a decision of a person does to an image. */
export function disallow(image: Image, reason: string, author: string) {
  const since = new Date().toISOString();
  image.disallowed = true;
  image.disallowal = { author, since, reason };
  image.verdict = "refused";
  image.violations = [
    {
      policy: "disallowed-images",
      mode: "enforce",
      rule: "disallowed",
      reason: `${author} disallowed this image: ${reason}`,
      written: { version: 0, by: author, since },
    },
    ...image.violations,
  ];
}

export function allow(image: Image) {
  image.disallowed = false;
  delete image.disallowal;
  image.verdict = "admitted";
  image.violations = [];
}

import type { Schemas } from "../../src/api/client";
import { Random } from "./random";

type Finding = Schemas["Finding"];
type Severity = Schemas["Severity"];

/** What an advisory says of a package, wherever that lies. */
type Said = Omit<Finding, "layer" | "path" | "scores" | "ratings" | "severityWhy">;

/** Famous advisories, written down as facts. */
const famous: Said[] = [
  {
    id: "CVE-2021-44228",
    aliases: ["GHSA-jfh8-c2jp-5v3q"],
    package: {
      name: "org.apache.logging.log4j:log4j-core",
      version: "2.14.1",
      purl: "pkg:maven/org.apache.logging.log4j/log4j-core@2.14.1",
    },
    fixedVersions: ["2.15.0", "2.12.2", "2.3.1"],
    status: "fixed",
    severity: "critical",
    cvss: { score: 10, vector: "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:C/C:H/I:H/A:H", source: "nvd" },
    kev: true,
    epss: 0.9436,
    ssvc: { exploitation: "active", automatable: true, totalImpact: true },
    title: "Log4j looks names up in log messages: remote code execution",
    published: "2021-12-10",
    why: "maven range [2.0-beta9, 2.15.0) holds 2.14.1; found as META-INF/maven/…/pom.properties in a nested archive",
  },
  {
    id: "CVE-2022-22965",
    aliases: ["GHSA-36p3-wjmg-h94x"],
    package: {
      name: "org.springframework:spring-beans",
      version: "5.3.16",
      purl: "pkg:maven/org.springframework/spring-beans@5.3.16",
    },
    fixedVersions: ["5.3.18", "5.2.20.RELEASE"],
    status: "fixed",
    severity: "critical",
    cvss: { score: 9.8, vector: "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H", source: "nvd" },
    kev: true,
    epss: 0.944,
    title: "Spring data binding reaches the class loader",
    published: "2022-04-01",
    why: "maven range [5.3.0, 5.3.18) holds 5.3.16",
  },
  {
    id: "CVE-2023-4911",
    aliases: ["DSA-5514-1"],
    package: {
      name: "libc6",
      version: "2.36-9+deb12u1",
      purl: "pkg:deb/debian/libc6@2.36-9%2Bdeb12u1?distro=debian-12",
    },
    fixedVersions: ["2.36-9+deb12u3"],
    status: "fixed",
    severity: "high",
    cvss: { score: 7.8, vector: "CVSS:3.1/AV:L/AC:L/PR:L/UI:N/S:U/C:H/I:H/A:H", source: "nvd" },
    kev: true,
    epss: 0.68,
    title: "The dynamic loader overflows a buffer while reading GLIBC_TUNABLES",
    published: "2023-10-03",
    why: "Debian 12 source package glibc: 2.36-9+deb12u1 is before 2.36-9+deb12u3",
  },
  {
    id: "CVE-2021-23337",
    aliases: ["GHSA-35jh-r3h4-6jhm"],
    package: { name: "lodash", version: "4.17.20", purl: "pkg:npm/lodash@4.17.20" },
    fixedVersions: ["4.17.21"],
    status: "fixed",
    severity: "high",
    cvss: { score: 7.2, vector: "CVSS:3.1/AV:N/AC:L/PR:H/UI:N/S:U/C:H/I:H/A:H", source: "ghsa" },
    kev: false,
    epss: 0.0081,
    title: "Command injection through the template function",
    published: "2021-02-15",
    why: "npm range <4.17.21 holds 4.17.20",
  },
  {
    id: "CVE-2005-2541",
    aliases: [],
    package: { name: "tar", version: "1.34+dfsg-1.2", purl: "pkg:deb/debian/tar@1.34%2Bdfsg-1.2?distro=debian-12" },
    fixedVersions: [],
    status: "will-not-fix",
    severity: "negligible",
    kev: false,
    epss: 0.0296,
    title: "Does not warn the user when extracting setuid or setgid files",
    why: "Debian 12 source package tar: all versions, marked as intended behaviour",
  },
];

const libraries = ["openssl", "libxml2", "curl", "zlib1g", "libexpat1", "libpng16-16", "libtiff6", "ncurses-base"];

const names: readonly Severity[] = ["critical", "high", "medium", "low", "negligible", "unknown"];

/** As many findings of each severity as the image says, worst first; the same at each call. */
export function findingsOf(image: Schemas["ImageDetail"]): Finding[] {
  const random = new Random(Number.parseInt(image.id.slice(7, 14), 16));
  return names.flatMap(severity => {
    const known = famous.filter(each => each.severity === severity && image.names[0]?.startsWith("shop/"));
    return Array.from({ length: image.severities[severity] }, (_, index) => ({
      ...ranked(known[index] ?? ordinary(random, severity)),
      path: known[index]?.package.purl.startsWith("pkg:maven")
        ? "/srv/app/checkout.jar!/BOOT-INF/lib/log4j-core-2.14.1.jar"
        : "/var/lib/dpkg/status",
      layer: image.layers[Math.min(index, image.layers.length - 1)]?.diffId,
    }));
  });
}

/** With two opinions on it, as most have. */
function ranked(said: Said): Omit<Finding, "layer" | "path"> {
  return {
    ...said,
    severityWhy: said.cvss
      ? `CVSS 3.1 of ${said.cvss.source}: ${said.cvss.score.toFixed(1)}`
      : "nobody has ranked it yet",
    scores: said.cvss ? [said.cvss, { ...said.cvss, source: "cisa-adp" }] : [],
    ratings: said.cvss ? [{ source: "OSV", severity: said.severity }] : [],
  };
}

const scores: Readonly<Record<Severity, number>> = {
  critical: 9.8,
  high: 7.5,
  medium: 5.3,
  low: 3.1,
  negligible: 2,
  unknown: 0,
};

function ordinary(random: Random, severity: Severity): Said {
  const name = random.pick(libraries);
  const version = `${1 + random.whole(4)}.${random.whole(20)}.${random.whole(10)}-${1 + random.whole(5)}+deb12u1`;
  const fixed = random.below(1) < 0.7;
  return {
    id: `CVE-${2018 + random.whole(8)}-${1_000 + random.whole(50_000)}`,
    aliases: [],
    package: { name, version, purl: `pkg:deb/debian/${name}@${encodeURIComponent(version)}?distro=debian-12` },
    fixedVersions: fixed ? [version.replace("deb12u1", "deb12u2")] : [],
    status: fixed ? "fixed" : "affected",
    severity,
    cvss:
      severity === "unknown"
        ? undefined
        : { score: scores[severity], vector: "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:N/I:N/A:L", source: "nvd" },
    kev: false,
    epss: random.below(0.02),
    title: `A parser of ${name} reads past the end of a buffer`,
    published: "2024-05-14",
    why: `Debian 12 source package ${name}: ${version} is before the fixed version`,
  };
}

export function packagesOf(image: Schemas["ImageDetail"]): Schemas["Package"][] {
  const random = new Random(Number.parseInt(image.id.slice(7, 14), 16));
  return Array.from({ length: image.packages }, (_, index) => {
    if (index % 50 === 7) return anaconda(index, image);
    const npm = index % 5 === 0;
    const name = npm ? `@shop/module-${index}` : `lib${random.pick(libraries)}-${index}`;
    const version = `${1 + random.whole(4)}.${random.whole(20)}.${random.whole(10)}`;
    return {
      name,
      version,
      type: npm ? "npm" : "deb",
      purl: npm ? `pkg:npm/%40shop/module-${index}@${version}` : `pkg:deb/debian/${name}@${version}?distro=debian-12`,
      path: npm ? `/srv/app/node_modules/${name}/package.json` : "/var/lib/dpkg/status",
      ...placeOf(index, image),
      licences: npm ? [random.pick(["MIT", "Apache-2.0", "(MIT OR GPL-3.0-or-later)"])] : [],
      owner: npm && index % 3 === 0 ? "node-shop-modules" : undefined,
      scope: npm && index % 4 === 0 ? "development" : undefined,
    };
  });
}

/** Ordered by path, as the Center has them. */
export function executablesOf(image: Schemas["ImageDetail"]): Schemas["Executable"][] {
  const random = new Random(Number.parseInt(image.id.slice(7, 14), 16));
  return Array.from({ length: image.executables }, (_, index) => {
    const number = String(index).padStart(5, "0");
    const owned = index % 7 !== 3;
    return {
      path: owned ? `/usr/bin/tool-${number}` : `/srv/app/bin/${number}-a-script-of-the-shop-with-a-long-name.sh`,
      size: 400 + random.whole(4_000_000),
      mode: index % 90 === 1 ? "4755" : "0755",
      sha256: `sha256:${random.hex(64)}`,
      ...placeOf(index, image),
      owned,
      owner: owned ? `pkg:deb/debian/tools-${index % 40}@1.${index % 9}?arch=amd64&distro=debian-12` : undefined,
    };
  }).toSorted((a, b) => (a.path < b.path ? -1 : 1));
}

/** A package that nobody publishes advisories about. */
const anaconda = (index: number, image: Schemas["ImageDetail"]): Schemas["Package"] => ({
  name: `anaconda-tool-${index}`,
  version: "2024.10",
  type: "conda",
  purl: `pkg:conda/anaconda-tool-${index}@2024.10`,
  path: `/opt/conda/conda-meta/anaconda-tool-${index}-2024.10-py312_0.json`,
  ...placeOf(index, image),
  licences: ["BSD-3-Clause"],
  notAssessed: "no-source",
});

function placeOf(index: number, image: Schemas["ImageDetail"]): Pick<Schemas["Package"], "layer" | "part"> {
  const layer = image.layers[index % Math.max(1, image.layers.length)];
  return { layer: layer?.diffId, part: layer && (layer.base ? "base" : "application") };
}

/** What the filters of the packages are told. */
export function packageCounts(packages: readonly Schemas["Package"][]): Schemas["PackageCounts"] {
  return {
    types: shares(packages.map(each => each.type)),
    parts: shares(packages.flatMap(each => each.part ?? [])),
    licences: shares(packages.flatMap(each => each.licences)),
    withoutLicence: packages.filter(each => each.licences.length === 0).length,
    notAssessed: packages.filter(each => each.notAssessed).length,
  };
}

function shares(words: readonly string[]): Schemas["PackageShare"][] {
  const counts = new Map<string, number>();
  for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1);
  return [...counts].map(([word, packages]) => ({ word, packages })).toSorted((a, b) => b.packages - a.packages);
}

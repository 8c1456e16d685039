import type { Schemas } from "../../src/api/client";
import { withAccepted } from "./exceptions";
import { packagesOf } from "./findings";

type Image = Schemas["ImageDetail"];

/** Enough images to fill pages; all of them would take a second. */
const COUNTED = 40;

/** Each package of the images once, by name and version. */
export function packagesInUse(images: readonly Image[]): Schemas["PackageInUse"][] {
  const found = new Map<string, Schemas["PackageInUse"]>();
  for (const image of images.slice(0, COUNTED)) {
    for (const { name, version, type } of packagesOf(image)) {
      const key = [name, version, type].join("\n");
      const before = found.get(key) ?? { name, version, type, images: 0, runningContainers: 0 };
      found.set(key, {
        ...before,
        images: before.images + 1,
        runningContainers: before.runningContainers + image.runningContainers,
      });
    }
  }
  return [...found].toSorted(([one], [other]) => (one < other ? -1 : 1)).map(([, each]) => each);
}

const ranks: readonly Schemas["Severity"][] = ["critical", "high", "medium", "low", "negligible", "unknown"];

/** Each vulnerability of the images once, the worst first. */
export function vulnerabilities(
  images: readonly Image[],
  exceptions: readonly Schemas["Exception"][],
): Schemas["Vulnerability"][] {
  const found = new Map<string, Schemas["Vulnerability"]>();
  for (const image of images.slice(0, COUNTED)) {
    const own = new Map(withAccepted(image, exceptions).map(each => [each.id, each]));
    for (const each of own.values()) {
      const before = found.get(each.id);
      found.set(each.id, {
        id: each.id,
        title: each.title,
        severity: each.severity,
        kev: each.kev,
        epss: each.epss,
        fixAvailable: each.fixedVersions.length > 0,
        images: (before?.images ?? 0) + 1,
        runningContainers: (before?.runningContainers ?? 0) + image.runningContainers,
        acceptedImages: (before?.acceptedImages ?? 0) + (each.accepted ? 1 : 0),
        firstSeenAt: image.scannedAt ?? "2026-11-01T00:00:00Z",
      });
    }
  }
  const rank = (each: Schemas["Vulnerability"]) => ranks.indexOf(each.severity);
  return [...found.values()].toSorted((one, other) => rank(one) - rank(other) || (one.id < other.id ? -1 : 1));
}

import type { Schemas } from "../../src/api/client";
import { findingsOf } from "./findings";
import { Problem } from "./problem";
import type { Random } from "./random";
import { daysAgo } from "./time";

type Exception = Schemas["Exception"];
type Image = Schemas["ImageDetail"];

interface Stock {
  random: Random;
  images: readonly Image[];
  exceptions: Exception[];
  /** Whether each new one waits for a second person. */
  secondPerson: boolean;
}

const day = (at: string) => at.slice(0, 10);

export function makeExceptions(random: Random): Exception[] {
  const base = { needsConfirmation: false, images: 0, findings: 0 };
  return [
    {
      ...base,
      id: random.uuid(),
      finding: "CVE-2021-23337",
      scope: { package: "lodash", image: "shop/*" },
      reason: "the template is ours, and nobody else reaches it before the next release moves to lodash 4.17.21",
      expiry: day(daysAgo(-40)),
      author: "maria",
      createdAt: daysAgo(2),
      state: "in-force",
      needsConfirmation: true,
      confirmedBy: "admin",
      confirmedAt: daysAgo(1),
    },
    {
      ...base,
      id: random.uuid(),
      finding: "leaks/private-key",
      scope: { path: "/srv/app/node_modules/http-proxy-with-a-long-name/test/fixtures/*", image: "shop/*" },
      reason: "made for the tests of the library",
      expiry: day(daysAgo(-300)),
      author: "maria",
      createdAt: daysAgo(3),
      state: "waiting",
      needsConfirmation: true,
    },
    {
      ...base,
      id: random.uuid(),
      finding: "image",
      scope: { image: "legacy/*" },
      reason: "is switched off in spring",
      expiry: day(daysAgo(5)),
      author: "admin",
      createdAt: daysAgo(95),
      state: "expired",
    },
    {
      ...base,
      id: random.uuid(),
      finding: "CVE-2023-4911",
      scope: {},
      reason: "nobody can log in there",
      expiry: day(daysAgo(-20)),
      author: "admin",
      createdAt: daysAgo(120),
      state: "withdrawn",
      withdrawnBy: "maria",
      withdrawnAt: daysAgo(119),
      withdrawnBecause: "everybody can, by the debug port",
    },
  ];
}

const matches = (pattern: string | undefined, text: string) =>
  !pattern || new RegExp(`^${pattern.replaceAll(/[.+?^${}()|[\]\\]/g, "\\$&").replaceAll("*", ".*")}$`).test(text);

const isMeant = ({ scope }: Schemas["ExceptionTarget"], image: Image) =>
  !scope?.image || image.names.some(name => matches(scope.image, name));

function covers({ finding, scope = {} }: Schemas["ExceptionTarget"], image: Image, each: Schemas["Finding"]) {
  return (
    (finding === "image" || each.id === finding || each.aliases.includes(finding)) &&
    (matches(scope.package, each.package.name) || matches(scope.package, each.package.purl)) &&
    matches(scope.path, each.path) &&
    isMeant({ finding, scope }, image)
  );
}

/** The findings, each with the exception that is about it. */
export function withAccepted(image: Image, exceptions: readonly Exception[]): Schemas["Finding"][] {
  const inForce = exceptions.filter(each => each.state === "in-force" && isMeant(each, image));
  return findingsOf(image).map(finding => {
    const by = inForce.find(each => covers(each, image, finding));
    return by
      ? {
          ...finding,
          accepted: {
            exceptionId: by.id,
            reason: by.reason,
            author: by.author,
            confirmedBy: by.confirmedBy,
            expiry: by.expiry,
          },
        }
      : finding;
  });
}

/** Most images need no look at their findings, of which all together are many. */
export const acceptedOf = (image: Image, exceptions: readonly Exception[]) =>
  exceptions.some(each => each.state === "in-force" && isMeant(each, image))
    ? withAccepted(image, exceptions).filter(each => each.accepted).length
    : 0;

/** Whether the exception is about a finding of the image; every image is, for none. */
export const usedFor = (image: Image, id: string | null, exceptions: readonly Exception[]) =>
  !id ||
  (acceptedOf(image, exceptions) > 0 &&
    withAccepted(image, exceptions).some(each => each.accepted?.exceptionId === id));

export function exceptionsWithUse({ images, exceptions }: Pick<Stock, "images" | "exceptions">): Exception[] {
  const uses = new Map(exceptions.map(each => [each.id, { images: 0, findings: 0 }]));
  for (const image of images.filter(each => acceptedOf(each, exceptions) > 0)) {
    const own = withAccepted(image, exceptions).flatMap(each => each.accepted?.exceptionId ?? []);
    for (const id of new Set(own)) uses.get(id)!.images++;
    for (const id of own) uses.get(id)!.findings++;
  }
  return exceptions.map(each => ({ ...each, ...uses.get(each.id)! }));
}

export function addException(stock: Stock, asked: Schemas["NewException"], author: string): Exception {
  if (asked.reason.length < 3) {
    throw new Problem(400, "exception-invalid", "the exception cannot be taken", [
      `'reason' says in a few words why, to whoever asks later, not '${asked.reason}'`,
    ]);
  }
  const exception: Exception = {
    ...asked,
    scope: asked.scope ?? {},
    id: stock.random.uuid(),
    author,
    createdAt: new Date().toISOString(),
    state: stock.secondPerson ? "waiting" : "in-force",
    needsConfirmation: stock.secondPerson,
    images: 0,
    findings: 0,
  };
  stock.exceptions = [exception, ...stock.exceptions];
  return exception;
}

export function confirmException(exception: Exception, by: string) {
  if (exception.author === by) {
    throw new Problem(403, "exception-own", "who asked for an exception does not confirm it; somebody else has to");
  }
  Object.assign(exception, { state: "in-force", confirmedBy: by, confirmedAt: new Date().toISOString() });
}

export function withdrawException(exception: Exception, by: string, reason: string) {
  Object.assign(exception, {
    state: "withdrawn",
    withdrawnBy: by,
    withdrawnAt: new Date().toISOString(),
    withdrawnBecause: reason,
  });
}

export function previewOf(stock: Stock, target: Schemas["ExceptionTarget"]): Schemas["ExceptionPreview"] {
  const matched = stock.images
    .filter(image => isMeant(target, image))
    .map(image => ({
      id: image.id,
      name: image.names[0] ?? image.id,
      runningContainers: image.runningContainers,
      findings: findingsOf(image).filter(each => covers(target, image, each)).length,
    }))
    .filter(each => each.findings > 0)
    .toSorted((one, other) => other.findings - one.findings);
  return {
    images: matched.length,
    runningImages: matched.filter(each => each.runningContainers > 0).length,
    findings: matched.reduce((sum, each) => sum + each.findings, 0),
    needsConfirmation: stock.secondPerson,
    matches: matched.slice(0, 20),
  };
}

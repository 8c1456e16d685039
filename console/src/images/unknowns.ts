import type { Schemas } from "../api/client";
import { counted } from "../frame/numbers";

type Image = Pick<
  Schemas["ImageDetail"],
  "gaps" | "notAssessedEcosystems" | "unadvisedEcosystems" | "unknownExecutables" | "notes"
>;

/** The kinds of what is not known; the first two make a scan incomplete. */
export type UnknownKind = "gap" | "not-assessed" | "no-source" | "unknown-content" | "note";

/** One thing that is not known of an image. */
export interface Unknown {
  kind: UnknownKind;
  /** The stable word of a gap, or the ecosystem. */
  what: string;
  detail: string;
  path: string;
}

export const unknownKinds: Readonly<Record<UnknownKind, string>> = {
  gap: "not seen",
  "not-assessed": "not assessed",
  "no-source": "no source",
  "unknown-content": "not recognised",
  note: "to know",
};

export const isIncomplete = ({ gapCount, notAssessed }: Pick<Schemas["Image"], "gapCount" | "notAssessed">) =>
  gapCount > 0 || notAssessed > 0;

/** Why a scan is incomplete, in a few words. */
export const missingCounts = ({ gapCount, notAssessed }: Pick<Schemas["Image"], "gapCount" | "notAssessed">) =>
  [
    gapCount > 0 ? counted(gapCount, "place not seen", "places not seen") : "",
    notAssessed > 0 ? counted(notAssessed, "package not assessed", "packages not assessed") : "",
  ].filter(Boolean);

const packages = (each: Schemas["NotAssessed"]) => counted(each.packages, "package");

/** All that is not known of an image, what makes its scan incomplete first. */
export function unknownsOf(image: Image): Unknown[] {
  const strangers = image.unknownExecutables ?? 0;
  return [
    ...image.gaps.map(gap => ({ kind: "gap", what: gap.code, detail: gap.detail, path: gap.path }) as const),
    ...image.notAssessedEcosystems.map(
      each =>
        ({
          kind: "not-assessed",
          what: each.ecosystem,
          detail: `${packages(each)} not assessed: ${each.reason}`,
          path: "",
        }) as const,
    ),
    ...image.unadvisedEcosystems.map(
      each =>
        ({
          kind: "no-source",
          what: each.ecosystem,
          detail: `${packages(each)} of a kind that no source publishes advisories about: that nothing is found means nothing`,
          path: "",
        }) as const,
    ),
    ...(strangers > 0
      ? [
          {
            kind: "unknown-content",
            what: "",
            detail: `${counted(strangers, "program or library belongs", "programs and libraries belong")} to no package and could not be recognised`,
            path: "",
          } as const,
        ]
      : []),
    ...image.notes.map(note => ({ kind: "note", what: "", detail: note, path: "" }) as const),
  ];
}

const sum = (all: readonly Schemas["NotAssessed"][]) => all.reduce((most, each) => most + each.packages, 0);

/** The same in a few words, one for each kind but the notes. */
export function unknownCounts(image: Image): string[] {
  const notAssessed = sum(image.notAssessedEcosystems);
  const unadvised = sum(image.unadvisedEcosystems);
  const strangers = image.unknownExecutables ?? 0;
  return [
    ...missingCounts({ gapCount: image.gaps.length, notAssessed }),
    unadvised > 0
      ? counted(
          unadvised,
          "package that nobody publishes advisories about",
          "packages that nobody publishes advisories about",
        )
      : "",
    strangers > 0
      ? counted(strangers, "program or library not recognised", "programs and libraries not recognised")
      : "",
  ].filter(Boolean);
}

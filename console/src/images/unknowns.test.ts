import { expect, test } from "vitest";
import { isIncomplete, unknownCounts, unknownsOf } from "./unknowns";

const whole = { gaps: [], notAssessedEcosystems: [], unadvisedEcosystems: [], unknownExecutables: 0, notes: [] };

test("nothing is unknown of an image that was seen and assessed as a whole", () => {
  expect(unknownsOf(whole)).toEqual([]);
  expect(unknownCounts(whole)).toEqual([]);
  expect(isIncomplete({ gapCount: 0, notAssessed: 0 })).toBe(false);
});

test("what makes a scan incomplete comes first", () => {
  const image = {
    gaps: [{ code: "limit-depth", detail: "archives within archives", path: "/a.jar" }],
    notAssessedEcosystems: [{ ecosystem: "npm", packages: 2, reason: "the bundle does not cover it" }],
    unadvisedEcosystems: [{ ecosystem: "conda", packages: 1, reason: "none" }],
    unknownExecutables: 1,
    notes: ["Debian 10 is past its end of life"],
  };
  expect(unknownsOf(image).map(each => each.kind)).toEqual([
    "gap",
    "not-assessed",
    "no-source",
    "unknown-content",
    "note",
  ]);
  expect(unknownCounts(image)).toEqual([
    "1 place not seen",
    "2 packages not assessed",
    "1 package that nobody publishes advisories about",
    "1 program or library not recognised",
  ]);
});

test("either a gap or a package without advisories makes a scan incomplete", () => {
  expect(isIncomplete({ gapCount: 1, notAssessed: 0 })).toBe(true);
  expect(isIncomplete({ gapCount: 0, notAssessed: 1 })).toBe(true);
});

test("programs that nobody counted are not called recognised", () => {
  expect(unknownCounts({ ...whole, unknownExecutables: undefined })).toEqual([]);
});

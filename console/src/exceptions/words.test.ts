import { expect, test } from "vitest";
import { dayAfter, inWords, isAskable, scopeInWords, subjectOf } from "./words";

const fingerprint = "00112233445566778899aabbccddeeff";

test("says what an exception is about", () => {
  expect(inWords("CVE-2021-44228")).toBe("CVE-2021-44228");
  expect(inWords("leaks/private-key")).toBe("Leaks: private-key");
  expect(inWords("card-numbers/visa")).toBe("Card numbers: visa");
  expect(inWords(fingerprint)).toBe("One leak: 001122334455…");
  expect(inWords("image")).toBe("The image as a whole");
});

test("says where it counts, and that nothing narrows it", () => {
  expect(scopeInWords({})).toBe("wherever it is found");
  expect(scopeInWords({ package: "lodash", image: "shop/*" })).toBe("package lodash · image shop/*");
});

test("knows which form a finding needs", () => {
  expect(["CVE-1", "leaks/x", fingerprint, "image"].map(subjectOf)).toEqual([
    "vulnerability",
    "content",
    "content",
    "image",
  ]);
});

test("asks the server only for what it can answer", () => {
  expect(isAskable({ finding: "" })).toBe(false);
  expect(isAskable({ finding: "CVE-1" })).toBe(true);
  expect(isAskable({ finding: "image", scope: {} })).toBe(false);
  expect(isAskable({ finding: "image", scope: { image: "shop/*" } })).toBe(true);
  expect(isAskable({ finding: "leaks/private-key", scope: { image: "shop/*" } })).toBe(false);
  expect(isAskable({ finding: "leaks/private-key", scope: { path: "/app/*" } })).toBe(true);
  expect(isAskable({ finding: fingerprint })).toBe(true);
});

test("counts days in UTC", () => {
  expect(dayAfter(new Date("2026-12-31T23:30:00Z"), 1)).toBe("2027-01-01");
});

import { expect, test } from "vitest";
import { origin } from "./AdvicePanel";

const count = (findings: number, severe: number) => ({ findings, severe });

test("says how much came with the base, and that it is not known where the history shows none", () => {
  expect(origin({ all: count(12, 3), inBase: count(9, 1) })).toBe(
    "12 findings, 3 of them critical or high; 9 (1 critical or high) came with the base image.",
  );
  expect(origin({ all: count(1, 0), inBase: count(0, 0) })).toBe(
    "1 finding, 0 of them critical or high: none came with a base image, as far as the image's history shows.",
  );
});

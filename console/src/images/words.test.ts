import { expect, test } from "vitest";
import { isKnown } from "./words";

test("nothing is said of an image that nobody scanned, or whose scan failed", () => {
  expect(isKnown({ scanState: "unscanned" })).toBe(false);
  expect(isKnown({ scanState: "scanning" })).toBe(false);
  expect(isKnown({ scanState: "failed", scannedAt: "2026-11-23T12:00:00Z" })).toBe(false);
});

test("a result stands while a new scan runs", () => {
  expect(isKnown({ scanState: "scanned", scannedAt: "2026-11-23T12:00:00Z" })).toBe(true);
  expect(isKnown({ scanState: "scanning", scannedAt: "2026-11-23T12:00:00Z" })).toBe(true);
});

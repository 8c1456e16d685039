import { expect, test } from "vitest";
import { ageOf } from "./age";

const now = new Date("2026-11-23T12:00:00Z");
const built = (builtAt: string | undefined) => ({ state: "in-use" as const, builtAt, coverage: [], sources: [] });

test("no bundle is the worst age", () => {
  expect(ageOf({ state: "none", coverage: [], sources: [] }, now)).toMatchObject({ words: "none", tone: "bad" });
  expect(ageOf(built(undefined), now).tone).toBe("bad");
});

test("a day old is fresh, a minute more is not", () => {
  expect(ageOf(built("2026-11-22T12:00:00Z"), now)).toMatchObject({ words: "1 d", tone: "good" });
  expect(ageOf(built("2026-11-22T11:59:00Z"), now)).toMatchObject({ words: "1 d", tone: "warn" });
});

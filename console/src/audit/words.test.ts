import { expect, test } from "vitest";
import { asked, fieldOf, lastMoment, utcField } from "./words";

test("the time in the field is UTC, wherever the browser stands", () => {
  expect(utcField("2026-11-23T19:44")).toBe("2026-11-23T19:44:00.000Z");
  expect(fieldOf("2026-11-23T19:44:00.000Z")).toBe("2026-11-23T19:44");
});

test("an empty or broken field is no limit", () => {
  expect(utcField("")).toBeUndefined();
  expect(utcField("2026-13-45T99:99")).toBeUndefined();
  expect(fieldOf(undefined)).toBe("");
});

test("a bar ends before the next one begins", () =>
  expect(lastMoment("2026-11-23T19:00:00Z", 3_600)).toBe("2026-11-23T19:59:59.999Z"));

test("the last day begins a day before it is asked for, and any other time stays as it is", () => {
  const now = Date.parse("2026-11-23T19:00:00Z");
  expect(asked({ last: "day", type: "exec" }, now)).toEqual({ type: "exec", from: "2026-11-22T19:00:00.000Z" });
  expect(asked({ from: "2026-11-01T00:00:00.000Z" }, now)).toEqual({ from: "2026-11-01T00:00:00.000Z" });
  expect(asked({}, now)).toEqual({});
});

import { describe, expect, test } from "vitest";
import { ago, duration, local, shown, utc, zoneAt } from "./time";

const now = new Date("2026-11-23T12:00:00Z");

describe("utc", () => {
  test("shows the time in UTC whatever zone it was written in", () => {
    expect(utc("2026-11-23T13:04:05.678+01:00")).toBe("2026-11-23 12:04:05");
  });
  test("shows what is no time as it is", () => expect(utc("unknown")).toBe("unknown"));
});

describe("local", () => {
  test("is the time on this clock, and names how far it is from UTC", () => {
    const at = "2026-07-01T12:04:05Z";
    const [day, time] = local(at).split(" ");
    expect(new Date(`${day}T${time}`).toISOString()).toBe("2026-07-01T12:04:05.000Z");
    const minutes = -new Date(at).getTimezoneOffset();
    expect(zoneAt(at)).toMatch(minutes === 0 ? /^UTC$/ : /^UTC[+-]\d\d:\d\d$/);
  });
  test("is shown only to those who chose it", () => {
    expect(shown("2026-07-01T12:04:05Z", "utc")).toBe("2026-07-01 12:04:05");
    expect(shown("unknown", "local")).toBe("unknown");
  });
});

describe("ago", () => {
  test.each([
    ["2026-11-23T11:59:31Z", "just now"],
    ["2026-11-23T11:59:00Z", "1 min ago"],
    ["2026-11-23T11:00:01Z", "59 min ago"],
    ["2026-11-23T11:00:00Z", "1 h ago"],
    ["2026-11-22T12:00:00Z", "1 d ago"],
    ["2025-11-23T12:00:00Z", "365 d ago"],
  ])("%s is %s", (at, words) => expect(ago(at, now)).toBe(words));
  test("a clock that runs ahead is not the future", () => expect(ago("2026-11-23T12:00:30Z", now)).toBe("just now"));
});

test("a duration below a minute has no words", () => expect(duration("2026-11-23T11:59:59Z", now)).toBe(""));

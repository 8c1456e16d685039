import { expect, test } from "vitest";
import { dashboardOf, makeStock } from "../../test/mock/stock";
import { pointsOf } from "./Trend";
import { pciLinks, severityBars, verdictBars } from "./series";

const dashboard = dashboardOf(makeStock());

test("every severity has a bar, worst first", () => {
  expect(severityBars(dashboard).map(bar => bar.name)).toEqual([
    "critical",
    "high",
    "medium",
    "low",
    "negligible",
    "unknown",
  ]);
});

test("the verdicts add up to the images", () => {
  expect(verdictBars(dashboard).reduce((sum, bar) => sum + bar.value, 0)).toBe(dashboard.images.total);
});

test("fail and pass are shown even when nothing got them, and no data is not left out", () => {
  const names = pciLinks({ no_data: 3 }).map(link => `${link.name} ${link.value}`);
  expect(names).toEqual(["fail 0", "no data 3", "pass 0"]);
});

test("a trend of one day is a level line, and of more goes from edge to edge", () => {
  const day = (runningUnfixed: number) => ({
    day: "2026-11-29",
    runningUnfixed,
    exposedUnfixed: 0,
    critical: 0,
    high: 0,
  });
  expect(pointsOf([day(4)], "runningUnfixed", 4)).toBe("0.0,2.0 300.0,2.0");
  expect(pointsOf([day(0), day(2), day(4)], "runningUnfixed", 4)).toBe("0.0,82.0 150.0,42.0 300.0,2.0");
});

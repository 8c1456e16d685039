import { expect, test } from "vitest";
import { dashboardOf, makeStock } from "../../test/mock/stock";
import { pciBars, severityBars, verdictBars } from "./series";

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
  const names = pciBars({ ...dashboard, pci: { no_data: 3 } }).map(bar => `${bar.name} ${bar.value}`);
  expect(names).toEqual(["fail 0", "no data 3", "pass 0"]);
});

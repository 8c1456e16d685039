import { expect, test } from "vitest";
import { changesBetween, noValues } from "./changes";

const before = { ...noValues, "pci-scope": "cde", owner: "payments" };

test("nothing changed is nothing to save", () => {
  expect(changesBetween(before, before)).toEqual([]);
  expect(changesBetween(before, { ...before, owner: " payments " })).toEqual([]);
});

test("a value that was emptied is a label to take off", () => {
  expect(changesBetween(before, { ...before, owner: "  ", purpose: "shop" })).toEqual([
    { key: "purpose", value: "shop" },
    { key: "owner", value: "" },
  ]);
});

import { expect, test } from "vitest";
import { changesBetween } from "./changes";

const before = { "pci-scope": "cde", owner: "payments", team: "shop" };

test("nothing changed is nothing to save", () => {
  expect(changesBetween(before, before)).toEqual([]);
  expect(changesBetween(before, { ...before, owner: " payments " })).toEqual([]);
  expect(changesBetween(before, { ...before, stage: " " })).toEqual([]);
});

test("a value that was emptied is a label to take off", () => {
  expect(changesBetween(before, { ...before, owner: "  ", purpose: "shop", team: "" })).toEqual([
    { key: "purpose", value: "shop" },
    { key: "owner", value: "" },
    { key: "team", value: "" },
  ]);
});

test("a word of the language is a key like any other", () => {
  expect(changesBetween({}, {})).toEqual([]);
  expect(changesBetween({}, { constructor: "a" })).toEqual([{ key: "constructor", value: "a" }]);
});

test("labels of any key are set after those that are understood", () => {
  expect(changesBetween({}, { team: "shop", stage: "test", "pci-scope": "out" })).toEqual([
    { key: "pci-scope", value: "out" },
    { key: "stage", value: "test" },
    { key: "team", value: "shop" },
  ]);
});

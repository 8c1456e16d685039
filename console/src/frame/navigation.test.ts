import { expect, test } from "vitest";
import { mayOpen, sections, visible } from "./navigation";

test("somebody without permissions sees no entry and no empty section", () => expect(visible([])).toEqual([]));

test("a pipeline sees what it may read and nothing else", () => {
  expect(visible(["images.read", "images.scan"]).flatMap(section => section.entries.map(each => each.label))).toEqual([
    "Images",
    "Packages",
    "Vulnerabilities",
  ]);
});

test("an administrator sees everything", () => {
  const all = sections.flatMap(section => section.entries.map(each => each.permission));
  expect(visible(all)).toEqual(sections);
});

test("the page of one thing is open like its list, and a page of no section to everybody", () => {
  expect(mayOpen("/hosts/$hostId", ["hosts.read"])).toBe(true);
  expect(mayOpen("/hosts/$hostId", ["images.read"])).toBe(false);
  expect(mayOpen("/", ["images.read"])).toBe(false);
  expect(mayOpen("/account", [])).toBe(true);
});

import { expect, test } from "vitest";
import type { Schemas } from "../api/client";
import { draftOf, formOf, inWords } from "./draft";

test("an empty form asks for nothing", () =>
  expect(draftOf(formOf())).toEqual({
    name: "",
    description: "",
    labels: {},
    engineLabels: {},
    projects: [],
    images: [],
  }));

test("a label without a value asks for any, and values may hold an equals sign", () =>
  expect(draftOf({ ...formOf(), labels: "team\n\nrole = a=b\nempty=\n" }).labels).toEqual({
    team: "*",
    role: "a=b",
    empty: "*",
  }));

test("what is kept comes back as it was typed", () => {
  const selection = { labels: { team: "*" }, engineLabels: { tier: "web-*" }, projects: ["shop"], images: ["shop/*"] };
  const service = { name: "shop", description: "all of it", selection } as unknown as Schemas["Service"];
  const { name, description, ...again } = draftOf(formOf(service));
  expect({ name, description }).toEqual({ name: "shop", description: "all of it" });
  expect(again).toEqual(selection);
  expect(inWords(selection)).toEqual(["labelled team=*", "engine labels tier=web-*", "project shop", "image shop/*"]);
});

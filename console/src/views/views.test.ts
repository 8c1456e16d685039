import { expect, test } from "vitest";
import { inWords, isShown, queryOf, searchOf, type View } from "./views";

const view = (query: string) => ({ query }) as View;

test("no filter is nothing", () => {
  expect(queryOf({})).toBe("");
  expect(queryOf({ query: undefined })).toBe("");
});

test("the order of filters says nothing", () => {
  expect(queryOf({ type: "exec", outcome: "failure" })).toBe(queryOf({ outcome: "failure", type: "exec" }));
  expect(isShown(view("type=exec&outcome=failure"), queryOf({ outcome: "failure", type: "exec" }))).toBe(true);
  expect(isShown(view("type=exec"), queryOf({ outcome: "failure", type: "exec" }))).toBe(false);
  expect(isShown(view("type=exec"), "")).toBe(false);
});

test("what is kept comes back as it was, and is of letters that an address may hold", () => {
  for (const search of [
    { query: "grüße & 50% #1", from: "2026-11-23T00:00:00.000Z" },
    { query: "2024" },
    { query: "true" },
    { query: '"', label: "team=payments" },
  ]) {
    expect(searchOf(queryOf(search))).toEqual(search);
    expect(queryOf(search)).toMatch(/^[A-Za-z0-9%*+._~!'()&=:,-]+$/);
  }
});

test("filters are told in words", () => {
  expect(inWords("outcome=failure&query=%222024%22")).toEqual(["outcome: failure", "query: 2024"]);
});

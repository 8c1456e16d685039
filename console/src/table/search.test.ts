import { expect, test } from "vitest";
import { anyOf, oneOf, tidy, words } from "./search";

test("an address without filters filters nothing", () => {
  expect(words(undefined)).toBeUndefined();
  expect(words("")).toBeUndefined();
  expect(anyOf(tidy({ query: undefined }))).toBe(false);
});

test("a search for a number is a search for its digits", () => expect(words(44228)).toBe("44228"));

test("values that do not exist are left out, also those that every object has", () => {
  const colours = { red: "red" };
  expect(oneOf("red", colours)).toBe("red");
  for (const value of ["blue", "toString", "__proto__", 7, null]) expect(oneOf(value, colours)).toBeUndefined();
});

import { expect, test } from "vitest";
import { type Capability, strength, worstFirst } from "./capabilities";

const capability = (name: string, state: Capability["state"]): Capability => ({ name, state, detail: "" });

test("nothing reported is not called protection", () => {
  expect(strength([])).toMatchObject({ inPlace: 0, all: 0 });
  expect(strength([]).sentence).toContain("not reported");
});

test("what could not be told counts as missing", () => {
  const told = strength([capability("shim", "supported"), capability("exec-gate", "unknown")]);
  expect(told).toEqual({ inPlace: 1, all: 2, sentence: "Not fully protected: exec-gate could not be told." });
});

test("names everything that is missing", () => {
  const told = strength(["a", "b"].map(name => capability(name, "unsupported")).concat(capability("c", "unknown")));
  expect(told.sentence).toBe("Not fully protected: a, b are missing; c could not be told.");
});

test("says so when all is well", () => {
  expect(strength([capability("shim", "supported")]).sentence).toBe("All mechanisms are in place.");
});

test("shows what is missing first", () => {
  const all = [capability("a", "supported"), capability("b", "unknown"), capability("c", "unsupported")];
  expect(worstFirst(all).map(each => each.name)).toEqual(["c", "b", "a"]);
});

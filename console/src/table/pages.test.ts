import { expect, test } from "vitest";
import { range } from "./pages";

test("says how many there are, and when nobody counted to the end", () => {
  expect(range(0, 50, { value: 1_234, relation: "eq" })).toBe("1–50 of 1,234");
  expect(range(1_200, 34, { value: 1_234, relation: "eq" })).toBe("1,201–1,234 of 1,234");
  expect(range(50, 50, { value: 10_000, relation: "gte" })).toBe("51–100 of more than 10,000");
  expect(range(0, 50, { value: 1_000, relation: "gte" })).toBe("1–50 of more than 1,000");
  expect(range(50, 3, { value: 2, relation: "gte" })).toBe("3 here, older ones may follow");
});

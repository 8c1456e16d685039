import { expect, test } from "vitest";
import { toggledAll } from "./selection";

const rows = (...keys: string[]) => new Map(keys.map(key => [key, key]));

test("the box above the rows selects what is missing, and then takes all of these away", () => {
  expect([...toggledAll(rows("other", "a"), rows("a", "b")).keys()]).toEqual(["other", "a", "b"]);
  expect([...toggledAll(rows("other", "a", "b"), rows("a", "b")).keys()]).toEqual(["other"]);
});

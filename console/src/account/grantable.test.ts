import { expect, test } from "vitest";
import { grantable } from "./grantable";

const all = [
  { role: "administrator" as const, permissions: ["read", "write", "scan"] },
  { role: "auditor" as const, permissions: ["read"] },
  { role: "scanner" as const, permissions: ["scan", "read"] },
];

test("offers nobody more than the own rights", () => {
  expect(grantable(all, [])).toEqual([]);
  expect(grantable(all, ["read"])).toEqual(["auditor"]);
  expect(grantable(all, ["read", "write", "scan"])).toEqual(["auditor", "scanner", "administrator"]);
});

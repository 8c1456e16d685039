import { expect, test } from "vitest";
import { grantable } from "./grantable";

const role = (name: string, ...permissions: string[]) => ({
  role: name,
  description: "",
  builtIn: true,
  permissions,
  labelScope: [],
});
const all = [role("administrator", "read", "write", "scan"), role("auditor", "read"), role("scanner", "scan", "read")];

test("offers nobody more than the own rights", () => {
  expect(grantable(all, [])).toEqual([]);
  expect(grantable(all, ["read"])).toEqual(["auditor"]);
  expect(grantable(all, ["read", "write", "scan"])).toEqual(["auditor", "scanner", "administrator"]);
});

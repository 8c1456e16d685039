import { expect, test } from "vitest";
import { byArea, labelMistake, roleInWords, verbOf } from "./roles";

const payments = {
  role: "payments",
  description: "Looks after payments",
  builtIn: false,
  permissions: ["images.read"],
  labelScope: ["team=payments", "stage=prod"],
};

test("says what a role lets one do", () => {
  expect(roleInWords("auditor")).toContain("changes nothing");
  expect(roleInWords("payments", [payments])).toBe(
    "Looks after payments; only what carries team=payments and stage=prod",
  );
  expect(roleInWords("payments", [{ ...payments, description: "", labelScope: [] }])).toBe("");
  expect(roleInWords("gone")).toBe("");
});

test("groups permissions by what they are about", () => {
  const grantable = ["audit.export", "audit.read", "live.read"].map(permission => ({ permission }));
  expect(
    byArea(grantable).map(each => `${each.area}: ${each.permissions.map(p => verbOf(p.permission)).join(", ")}`),
  ).toEqual(["Audit: export, read", "Live updates: read"]);
  expect(verbOf("services.draw")).toBe("draw");
});

test("knows a label when it sees one", () => {
  expect(labelMistake("team=payments")).toBeUndefined();
  expect(labelMistake("owner=Ada L.")).toBeUndefined();
  expect(labelMistake("team")).toContain("“team”");
  expect(labelMistake("Team=x")).toContain("no label");
  expect(labelMistake("team= ")).toContain("no label");
});

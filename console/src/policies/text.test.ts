import { describe, expect, test } from "vitest";
import { at, flow, withField } from "./text";

const document = `# Agreed in May.
kind: AssurancePolicy
name: production
mode: enforce # since June
scope:
  images: ["shop/*"]

checks:
  # what must not be
  maximum-severity: {severity: medium, only-fixed: true} # fixable only
  denied-packages:
  - gcc
  - name: openssl
  runs-as-root: refuse
`;
const tree = {
  kind: "AssurancePolicy",
  checks: { "maximum-severity": { severity: "medium" }, "denied-packages": ["gcc"], "runs-as-root": "refuse" },
  scope: { images: ["shop/*"] },
};
const edit = (path: Parameters<typeof withField>[2], value: Parameters<typeof withField>[3], text = document) =>
  withField(text, tree, path, value);

describe("withField", () => {
  test("changes one line and leaves every other as it was", () => {
    expect(edit(["mode"], "audit")).toBe(document.replace("enforce", "audit"));
    expect(edit(["checks", "runs-as-root"], "allow")).toBe(document.replace("root: refuse", "root: allow"));
  });

  test("takes a list over several lines for one field", () => {
    expect(edit(["checks", "denied-packages"], ["gcc", "make"])).toContain(
      "  denied-packages: [gcc, make]\n  runs-as-root: refuse\n",
    );
    expect(edit(["checks", "denied-packages"], undefined)).not.toContain("openssl");
  });

  test("adds a field where it belongs", () => {
    expect(edit(["starts"], "2027-01-31")).toContain("since June\nstarts: 2027-01-31\nscope:");
    expect(edit(["checks", "malware"], "refuse")).toBe(`${document}  malware: refuse\n`);
    expect(edit(["scope", "registries"], ["*.shop.test"])).toContain(
      '  images: ["shop/*"]\n  registries: ["*.shop.test"]\n\nchecks:',
    );
    expect(withField("kind: AssurancePolicy\n", { kind: "AssurancePolicy" }, ["checks", "malware"], "refuse")).toBe(
      "kind: AssurancePolicy\nchecks:\n  malware: refuse\n",
    );
  });

  test("an object that loses its last field stays an object", () => {
    expect(edit(["scope", "images"], undefined)).toContain("\nscope: {}\n\nchecks:");
  });

  test("writes an object anew that stands in one line", () => {
    const text = "name: p\nchecks: {malware: refuse, maximum-score: 7}\n";
    const read = { name: "p", checks: { malware: "refuse", "maximum-score": 7 } };
    expect(withField(text, read, ["checks", "maximum-score"], 8)).toBe(
      "name: p\nchecks:\n  malware: refuse\n  maximum-score: 8\n",
    );
    expect(withField("name: p\nchecks: {}\n", { checks: {} }, ["checks", "malware"], undefined)).toBe(
      "name: p\nchecks: {}\n",
    );
  });

  test("fills an object that somebody has only begun", () => {
    expect(withField("name: p\nchecks:\n", { name: "p", checks: null }, ["checks", "malware"], "refuse")).toBe(
      "name: p\nchecks:\n  malware: refuse\n",
    );
    expect(at({ checks: null }, ["checks", "malware"])).toBeUndefined();
  });

  test("does not take a field of something else for its own", () => {
    const text = "kind: A\ndescription: |\n  mode: words\nmode: audit\n";
    expect(withField(text, {}, ["mode"], "enforce")).toBe("kind: A\ndescription: |\n  mode: words\nmode: enforce\n");
  });
});

describe("flow", () => {
  test.each([
    ["shop/web", "shop/web"],
    ["what faces customers", "what faces customers"],
    ["*", '"*"'],
    ["shop/web:1.4", '"shop/web:1.4"'],
    ["yes", '"yes"'],
    ["7", '"7"'],
    ["", '""'],
    ["a # b", '"a # b"'],
    ["a: b", '"a: b"'],
    ["- a", '"- a"'],
    ['say "no"', '"say \\"no\\""'],
    [7.5, "7.5"],
    [null, "null"],
    [["a", "*"], '[a, "*"]'],
    [{ severity: "high", "only-fixed": true }, "{severity: high, only-fixed: true}"],
  ])("%j", (value, expected) => expect(flow(value)).toBe(expected));
});

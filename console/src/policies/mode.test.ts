import { describe, expect, test } from "vitest";
import { nameIn, starter, withMode } from "./mode";

describe("withMode", () => {
  test("changes the mode and leaves everything else as it was written", () => {
    const document = "# agreed in May\nkind: AssurancePolicy\nname: p\nmode: audit # for now\nchecks:\n  mode: x\n";
    expect(withMode(document, "enforce")).toBe(
      "# agreed in May\nkind: AssurancePolicy\nname: p\nmode: enforce\nchecks:\n  mode: x\n",
    );
  });

  test("adds the mode below the name when the document leaves it to the default", () => {
    expect(withMode("kind: RuntimePolicy\nname: p\n", "enforce")).toBe("kind: RuntimePolicy\nname: p\nmode: enforce\n");
  });

  test("takes a name with a dollar sign literally", () => {
    expect(withMode("name: $1$&\n", "audit")).toBe("name: $1$&\nmode: audit\n");
  });

  test("adds it at the top of a document without a name", () => {
    expect(withMode("kind: RuntimePolicy\n", "audit")).toBe("mode: audit\nkind: RuntimePolicy\n");
  });
});

describe("nameIn", () => {
  test.each([
    [starter, "my-policy"],
    ["name: 'quoted'", "quoted"],
    ["name: p # why", "p"],
    ["kind: AssurancePolicy", undefined],
    ["  name: not-at-the-top", undefined],
    ["name: ../other", undefined],
    ["name:", undefined],
  ])("%j", (document, name) => expect(nameIn(document)).toBe(name));
});

test("a new policy starts in audit", () => expect(starter).toMatch(/^mode: audit$/m));

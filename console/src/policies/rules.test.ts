import { expect, test } from "vitest";
import { onlyInText, type Rule, rules, shown, withShown } from "./rules";

const rule = (name: string): Rule =>
  Object.values(rules)
    .flat()
    .find(each => each.rule === name)!;

test("no rule stands in the form twice", () => {
  const names = Object.values(rules).flatMap(group => group.map(each => each.rule));
  expect(new Set(names).size).toBe(names.length);
});

test("a control changes its own part of a rule and nothing else", () => {
  const severity = rule("maximum-severity");
  const before = { severity: "high", "only-fixed": true };
  expect(shown(severity, before)).toBe("high");
  expect(withShown(severity, before, "low")).toEqual({ severity: "low", "only-fixed": true });
  expect(withShown(severity, "high", "low")).toBe("low");
  expect(withShown(severity, undefined, "low")).toBe("low");
});

test("a rule of one's own begins with an example, which only the text shows", () => {
  const own = rule("custom-rules");
  expect(onlyInText(own, own.first)).toBe("as in the text");
});

test("says where the text says more than its control can show", () => {
  expect(onlyInText(rule("denied-packages"), ["gcc", { name: "openssl" }])).toBeDefined();
  expect(onlyInText(rule("denied-packages"), ["gcc"])).toBeUndefined();
  expect(onlyInText(rule("leaks"), { except: ["a"] })).toBeDefined();
  expect(onlyInText(rule("required-labels"), { team: "*" })).toBeUndefined();
  expect(onlyInText(rule("malware"), undefined)).toBeUndefined();
});

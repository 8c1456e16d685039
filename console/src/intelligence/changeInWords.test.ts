import { expect, test } from "vitest";
import { changeInWords } from "./changeInWords";

test.each([
  ["finding", "", "fixed", "new finding"],
  ["finding", "fixed", "", "no longer a finding"],
  ["severity", "low", "critical", "severity was low, is critical"],
  ["status", "affected", "will-not-fix", "was affected, is will-not-fix"],
  ["fixedVersions", "", "1.2", "now fixed in 1.2"],
  ["fixedVersions", "1.1", "1.2", "fixed in 1.2 (was 1.1)"],
  ["fixedVersions", "1.1", "", "no longer fixed in 1.1"],
  ["kev", "false", "true", "now known to be exploited"],
  ["kev", "true", "false", "no longer listed as exploited"],
] as const)("%s from '%s' to '%s'", (field, before, after, words) => {
  expect(changeInWords({ field, before, after })).toBe(words);
});

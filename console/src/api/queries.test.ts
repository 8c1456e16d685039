import { expect, test } from "vitest";
import { ProblemError, unreachable } from "./problem";
import { mayHeal } from "./queries";

const answered = (status: number) => new ProblemError({ ...unreachable, status });

test("tries again only what may heal by itself", () => {
  expect(mayHeal(new ProblemError(unreachable))).toBe(true);
  expect(mayHeal(answered(503))).toBe(true);
  for (const status of [400, 401, 403, 404, 409, 500]) expect(mayHeal(answered(status)), String(status)).toBe(false);
  expect(mayHeal(new TypeError())).toBe(false);
});

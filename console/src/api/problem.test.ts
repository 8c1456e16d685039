import { expect, test } from "vitest";
import { ProblemError, problemFrom, problemOf, unreachable } from "./problem";

const problem = { type: "about:blank", title: "No", status: 400, code: "policy-invalid", detail: "Line 3" };

test("shows what the server said", () => {
  expect(problemOf(problem, { status: 400, statusText: "Bad Request" })).toBe(problem);
  expect(problemFrom(new ProblemError(problem))).toBe(problem);
});

test("names the status when a proxy answered with something else", () => {
  for (const body of [undefined, "<html>Bad gateway</html>", { error: "gateway" }]) {
    expect(problemOf(body, { status: 502, statusText: "Bad Gateway" })).toMatchObject({
      status: 502,
      title: "The server answered 502",
      detail: "Bad Gateway",
    });
  }
});

test("shows a fault of the console as one", () => {
  expect(problemFrom(new TypeError("x is undefined"))).toMatchObject({
    code: "console-error",
    detail: "x is undefined",
  });
  expect(unreachable.detail).toContain("Check");
});

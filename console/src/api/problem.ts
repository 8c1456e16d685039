import type { components } from "./schema";

export type Problem = components["schemas"]["Problem"];

/** Thrown for every call that did not succeed; carries what the server said (RFC 9457). */
export class ProblemError extends Error {
  readonly problem: Problem;

  constructor(problem: Problem) {
    super(problem.detail);
    this.name = "ProblemError";
    this.problem = problem;
  }
}

/** The problem of an answer that is not 2xx. A proxy in between may send a body that is not ours. */
export function problemOf(error: unknown, response: { status: number; statusText: string }): Problem {
  if (isProblem(error)) return error;
  return {
    type: "about:blank",
    title: `The server answered ${response.status}`,
    status: response.status,
    code: "no-problem-detail",
    detail: response.statusText || "The answer carried no explanation.",
  };
}

/** What to show for anything that was thrown. */
export function problemFrom(thrown: unknown): Problem {
  if (thrown instanceof ProblemError) return thrown.problem;
  return {
    type: "about:blank",
    title: "Something went wrong in the console",
    status: 0,
    code: "console-error",
    detail: thrown instanceof Error ? thrown.message : String(thrown),
  };
}

export const unreachable: Problem = {
  type: "about:blank",
  title: "The Command Center does not answer",
  status: 0,
  code: "unreachable",
  detail: "No answer came over the network. Check that the server runs and that this computer reaches it.",
};

function isProblem(value: unknown): value is Problem {
  return typeof value === "object" && value !== null && "code" in value && "title" in value && "detail" in value;
}

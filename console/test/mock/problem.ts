import type { Schemas } from "../../src/api/client";

/** Thrown by a route to answer with a problem detail. */
export class Problem extends Error {
  readonly body: Schemas["Problem"];

  constructor(status: number, code: string, detail: string, mistakes?: string[]) {
    super(detail);
    const title = code.replaceAll("-", " ");
    this.body = { type: `https://plimsoll.example/problems/${code}`, title, status, code, detail, mistakes };
  }
}

export const notFound = (what: string, id: string) =>
  new Problem(404, `${what}-not-found`, `There is no ${what} ${id}.`);

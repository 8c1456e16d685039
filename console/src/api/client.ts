import createClient from "openapi-fetch";
import type { components, paths } from "./schema";
import { ProblemError, problemOf, unreachable } from "./problem";
import { endSession, sessionToken } from "../session/session";

export type Schemas = components["schemas"];

/** Where the API lives, seen from the page. */
export const API = "/api/v1";

/** The public REST interface, typed by `openapi.yaml`. Nothing else of the server is ever called. */
export const api = createClient<paths>({ baseUrl: API });

api.use({
  onRequest({ request }) {
    const token = sessionToken();
    if (token) request.headers.set("Authorization", `Bearer ${token}`);
    return request;
  },
  onResponse({ response, schemaPath }) {
    // A wrong password is also 401, but there is no session to end yet.
    if (response.status === 401 && schemaPath !== "/sessions") endSession("expired");
  },
});

interface Answer<T> {
  data?: T;
  error?: unknown;
  response: Response;
}

/** The body of a successful answer; every other outcome is thrown as a {@link ProblemError}. */
export async function body<T>(call: Promise<Answer<T>>): Promise<T> {
  const answer = await call.catch((cause: unknown) => {
    // A query that nobody waits for any more is not a problem to show.
    if (cause instanceof DOMException && cause.name === "AbortError") throw cause;
    throw new ProblemError(unreachable);
  });
  if (!answer.response.ok) throw new ProblemError(problemOf(answer.error, answer.response));
  return answer.data as T;
}

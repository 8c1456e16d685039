/** `next` is only ever a path of this console: a link from elsewhere must not lead a person away after the login. */
export function loginSearch(search: Record<string, unknown>): { next?: string } {
  const { next } = search;
  return typeof next === "string" && /^\/(?![/\\])/.test(next) ? { next } : {};
}

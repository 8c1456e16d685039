/** Readers for the part of the address after the question mark: what is not understood is left out. */

export function words(value: unknown): string | undefined {
  if (typeof value === "number") return String(value);
  return typeof value === "string" && value !== "" ? value : undefined;
}

export function oneOf<V extends string>(value: unknown, choices: Readonly<Record<V, string>>): V | undefined {
  return typeof value === "string" && Object.hasOwn(choices, value) ? (value as V) : undefined;
}

/** What the server is asked for a filter that says yes or no. */
export const truth = (value: "yes" | "no" | undefined) => (value === undefined ? undefined : value === "yes");

/** The same without the fields that say nothing, so that the address stays short. */
export function tidy<S extends object>(search: S): Partial<S> {
  return Object.fromEntries(Object.entries(search).filter(([, value]) => value !== undefined)) as Partial<S>;
}

export const anyOf = (search: object) => Object.values(search).some(value => value !== undefined);

import { api, body } from "../api/client";
import { type AssetKind, type Key, keys } from "./words";

export interface Asset {
  kind: AssetKind;
  id: string;
}

/** The value of each label by its key; an empty one means that the label is not set. */
export type Values = Readonly<Record<string, string>>;

/** Those that the product understands, in the order in which they are shown. */
export const known = Object.keys(keys) as Key[];

/** The keys of further labels, in the order of the alphabet. */
export const further = (values: Values) =>
  Object.keys(values)
    .filter(key => !Object.hasOwn(keys, key))
    .toSorted();

/** `constructor` is a key like any other. */
export const valueOf = (values: Values, key: string) => (Object.hasOwn(values, key) ? (values[key] ?? "") : "");

/** One label to set, or to take off when its value is empty. */
export interface Change {
  key: string;
  value: string;
}

/** What differs; blanks around a value do not count. */
export function changesBetween(before: Values, after: Values): Change[] {
  return [...known, ...further({ ...before, ...after })]
    .map(key => ({ key, value: valueOf(after, key).trim() }))
    .filter(change => change.value !== valueOf(before, change.key));
}

export async function applyChange({ kind, id }: Asset, { key, value }: Change): Promise<void> {
  const params = { path: { kind, id, key } };
  if (value === "") await body(api.DELETE("/labels/{kind}/{id}/{key}", { params }));
  else await body(api.PUT("/labels/{kind}/{id}/{key}", { params, body: { value } }));
}

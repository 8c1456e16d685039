import { useState } from "react";

/** Rows that somebody selected, with what is known of them; they stay selected on other pages of the list. */
export interface Selection<T> {
  rows: ReadonlyMap<string, T>;
  /** Says which row a box selects, to those who cannot see it. */
  label: (row: T) => string;
  toggle: (key: string, row: T) => void;
  /** Selects all of these, or none if all are selected. */
  toggleAll: (rows: ReadonlyMap<string, T>) => void;
  clear: () => void;
}

/** The selection after a click on the box above these rows. */
export function toggledAll<T>(before: ReadonlyMap<string, T>, rows: ReadonlyMap<string, T>): Map<string, T> {
  const after = new Map(before);
  const all = [...rows.keys()].every(key => before.has(key));
  for (const [key, row] of rows) {
    if (all) after.delete(key);
    else after.set(key, row);
  }
  return after;
}

export function useSelection<T>(label: (row: T) => string): Selection<T> {
  const [rows, setRows] = useState<ReadonlyMap<string, T>>(new Map());
  return {
    rows,
    label,
    toggle: (key, row) => setRows(before => toggledAll(before, new Map([[key, row]]))),
    toggleAll: all => setRows(before => toggledAll(before, all)),
    clear: () => setRows(new Map()),
  };
}

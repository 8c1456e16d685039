import { useLocalStorage } from "@mantine/hooks";
import { useCurrentSession } from "../api/queries";
import type { Column } from "./DataTable";

/** What a column is called where it is chosen; a column without a name is always shown. */
export const nameOf = <T>(column: Column<T>) =>
  column.name ?? (typeof column.header === "string" && column.header ? column.header : undefined);

/** The first column says what the row is about, so it cannot be hidden. */
export const choosable = <T>(columns: readonly Column<T>[]) =>
  columns.slice(1).filter(column => nameOf(column) !== undefined);

/** What is shown: columns that somebody switched on or off, the others as they are meant. */
export function chosen<T>(columns: readonly Column<T>[], switched: Readonly<Record<string, boolean>>) {
  const hideable = new Set(choosable(columns));
  return columns.filter(column => !hideable.has(column) || (switched[nameOf(column)!] ?? !column.extra));
}

/** Reads what the browser kept; what is not understood counts for nothing. */
export function switchedOf(kept: unknown): Record<string, boolean> {
  if (typeof kept !== "object" || kept === null || Array.isArray(kept)) return {};
  return Object.fromEntries(Object.entries(kept).filter(([, on]) => typeof on === "boolean")) as Record<
    string,
    boolean
  >;
}

/** Which columns of a list this user switched on or off in this browser. */
export function useSwitched(list: string) {
  const user = useCurrentSession().data?.user.name ?? "";
  const [kept, keep] = useLocalStorage<unknown>({
    key: `plimsoll.columns.${user}.${list}`,
    defaultValue: {},
    getInitialValueInEffect: false,
  });
  return [switchedOf(kept), keep as (switched: Record<string, boolean>) => void] as const;
}

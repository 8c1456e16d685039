import { Checkbox, Skeleton } from "@mantine/core";
import type { ReactNode } from "react";
import { ColumnChooser } from "./ColumnChooser";
import { choosable, chosen, useSwitched } from "./columns";
import classes from "./DataTable.module.css";
import type { Selection } from "./selection";

/** One column: what stands above it and what each row shows in it. */
export interface Column<T> {
  header: ReactNode;
  /** What it is called where columns are chosen; the header, where that is a text. */
  name?: string;
  /** Shown only to those who switch it on. */
  extra?: boolean;
  cell: (row: T) => ReactNode;
  /** CSS width; the others share what is left. */
  width?: string;
  align?: "end";
}

interface DataTableProps<T> {
  /** Says what the table holds, to those who cannot see it. */
  caption: string;
  columns: readonly Column<T>[];
  rows: readonly T[] | undefined;
  rowKey: (row: T) => string;
  /** Shown below a row, over its whole width. */
  below?: (row: T) => ReactNode;
  /** Instead of the rows when there are none. */
  empty: ReactNode;
  /** New rows are on their way; the present ones are a little out of date. */
  stale?: boolean;
  /** Below this width in pixels the table scrolls sideways. */
  minWidth?: number;
  /** Each row has a box. */
  selection?: Selection<T>;
}

/** Rows of one list. Sorting, filtering and paging are the server's work; see `Paging` and `Filters`. */
export function DataTable<T>(props: DataTableProps<T>) {
  const { caption, columns: all, rows, rowKey, below, empty, stale = false, minWidth = 720, selection } = props;
  const [switched, choose] = useSwitched(caption);
  if (rows?.length === 0) return <>{empty}</>;
  const shown = chosen(all, switched);
  const columns = selection ? [boxes(selection, rows, rowKey), ...shown] : shown;
  const table = (
    // A region that scrolls must be reachable by keyboard.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <div className={classes.scroll} tabIndex={0} role="group" aria-label={caption}>
      <table className={classes.table} style={{ minWidth }} data-stale={stale} aria-busy={!rows || stale}>
        <caption className="for-readers">{caption}</caption>
        <colgroup>
          {columns.map((column, index) => (
            // oxlint-disable-next-line react/no-array-index-key
            <col
              key={index}
              style={{ width: index === columns.length - 1 ? besideChooser(column.width) : column.width }}
            />
          ))}
        </colgroup>
        <thead>
          <tr>
            {columns.map((column, index) => (
              // oxlint-disable-next-line react/no-array-index-key
              <th key={index} scope="col" data-align={column.align}>
                {column.header}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows
            ? rows.map(row => <Row key={rowKey(row)} row={row} columns={columns} below={below?.(row)} />)
            : Array.from({ length: 8 }, (_, index) => <Waiting key={index} columns={columns.length} />)}
        </tbody>
      </table>
    </div>
  );
  if (choosable(all).length < CHOOSABLE) return table;
  return (
    <div className={classes.framed}>
      {table}
      <ColumnChooser list={caption} columns={all} shown={shown} choose={choose} />
    </div>
  );
}

/** The last heading stands beside the chooser. */
const besideChooser = (width: string | undefined) => width && `calc(${width} + 22px)`;

/** A table of fewer columns is better whole. */
const CHOOSABLE = 3;

/** The column of boxes, with one for all rows above it. */
function boxes<T>(selection: Selection<T>, rows: readonly T[] | undefined, rowKey: (row: T) => string): Column<T> {
  const here = new Map(rows?.map(row => [rowKey(row), row]));
  const selected = [...here.keys()].filter(key => selection.rows.has(key)).length;
  return {
    header: (
      <Checkbox
        size="xs"
        className="not-printed"
        aria-label="Select all rows of this page"
        checked={selected > 0 && selected === here.size}
        indeterminate={selected > 0 && selected < here.size}
        onChange={() => selection.toggleAll(here)}
      />
    ),
    width: "38px",
    cell: row => (
      <Checkbox
        size="xs"
        className="not-printed"
        aria-label={`Select ${selection.label(row)}`}
        checked={selection.rows.has(rowKey(row))}
        onChange={() => selection.toggle(rowKey(row), row)}
      />
    ),
  };
}

function Row<T>({ row, columns, below }: { row: T; columns: readonly Column<T>[]; below: ReactNode }) {
  return (
    <>
      <tr className={below ? classes.opened : undefined}>
        {columns.map((column, index) => (
          // oxlint-disable-next-line react/no-array-index-key
          <td key={index} data-align={column.align}>
            {column.cell(row)}
          </td>
        ))}
      </tr>
      {below && (
        <tr className={classes.below}>
          <td colSpan={columns.length}>{below}</td>
        </tr>
      )}
    </>
  );
}

function Waiting({ columns }: { columns: number }) {
  return (
    <tr>
      {Array.from({ length: columns }, (_, index) => (
        <td key={index}>
          <Skeleton height={14} width={index === 0 ? "70%" : "50%"} />
        </td>
      ))}
    </tr>
  );
}

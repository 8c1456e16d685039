import type { ReactNode } from "react";
import { Panel } from "../frame/Page";
import { ProblemBox } from "../frame/ProblemBox";
import { type Column, DataTable } from "./DataTable";
import { type Pages } from "./pages";
import { Paging } from "./Paging";
import type { Selection } from "./selection";

interface ListPanelProps<T> {
  title?: string;
  caption: string;
  pages: Pages<T>;
  columns: readonly Column<T>[];
  rowKey: (row: T) => string;
  below?: (row: T) => ReactNode;
  empty: ReactNode;
  minWidth?: number;
  selection?: Selection<T>;
}

/** A list on its own surface: its rows, its problem, or why it is empty. */
export function ListPanel<T>({ title, pages, ...table }: ListPanelProps<T>) {
  if (pages.error && !pages.page) return <ProblemBox thrown={pages.error} again={pages.again} />;
  return (
    <Panel title={title} flush>
      {pages.error !== null && <ProblemBox thrown={pages.error} again={pages.again} />}
      <DataTable {...table} rows={pages.page?.items} stale={pages.stale} />
      <Paging pages={pages} />
    </Panel>
  );
}

import { api, body, type Schemas } from "../api/client";
import { Empty } from "../frame/Empty";
import { count } from "../frame/numbers";
import { Exact } from "../frame/Time";
import { SeverityChip } from "../images/SeverityChip";
import type { Column } from "../table/DataTable";
import { ListPanel } from "../table/ListPanel";
import { PAGE_SIZE, usePages } from "../table/pages";
import { changeInWords } from "./changeInWords";

type Change = Schemas["FindingChange"];

/** What new bundles changed for images that were matched before. */
export function Changes() {
  const pages = usePages(["intelligence", "changes"], (cursor, signal) =>
    body(api.GET("/intelligence/changes", { params: { query: { cursor, limit: PAGE_SIZE } }, signal })),
  );
  return (
    <ListPanel
      title="What changed in the last seven days"
      caption="Changes made by new bundles"
      pages={pages}
      columns={columns}
      rowKey={each =>
        [
          each.bundle,
          each.id,
          each.package.name,
          each.package.version,
          each.severity,
          each.field,
          each.before,
          each.after,
        ].join(" ")
      }
      empty={
        <Empty icon="intelligence" title="No bundle changed anything">
          When a new bundle says something else about a package of a known image, it is listed here.
        </Empty>
      }
    />
  );
}

const columns: Column<Change>[] = [
  { header: "Severity", width: "110px", cell: each => <SeverityChip severity={each.severity} /> },
  { header: "Id", width: "170px", cell: each => <span className="strong">{each.id}</span> },
  {
    header: "Package",
    width: "24%",
    cell: each => (
      <span className="cut mono" title={`${each.package.name} ${each.package.version}`}>
        {each.package.name} {each.package.version}
      </span>
    ),
  },
  { header: "What changed", cell: each => <span className="whole">{changeInWords(each)}</span> },
  { header: "Images", width: "80px", align: "end", cell: each => count(each.images) },
  { header: "Matched", width: "160px", cell: each => <Exact at={each.at} /> },
];

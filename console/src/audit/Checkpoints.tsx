import { api, body, type Schemas } from "../api/client";
import { Empty } from "../frame/Empty";
import { count, counted } from "../frame/numbers";
import { Exact, InZone } from "../frame/Time";
import { Copy } from "../frame/Digest";
import type { Column } from "../table/DataTable";
import { ListPanel } from "../table/ListPanel";
import { PAGE_SIZE, usePages } from "../table/pages";

/** The signed heads of the chain, and how many Enforcers keep a copy outside this server. */
export function Checkpoints() {
  const pages = usePages(["audit-checkpoints"], (cursor, signal) =>
    body(api.GET("/audit-checkpoints", { params: { query: { cursor, limit: PAGE_SIZE } }, signal })),
  );
  return (
    <ListPanel
      caption="Signed checkpoints, newest first"
      pages={pages}
      columns={columns}
      rowKey={checkpoint => String(checkpoint.sequence)}
      empty={
        <Empty icon="audit" title="No checkpoint yet">
          The head of the chain is signed at regular times, and Enforcers keep copies: who cuts off the end of the trail
          is found out by them.
        </Empty>
      }
    />
  );
}

const columns: Column<Schemas["AuditCheckpoint"]>[] = [
  { header: <InZone>Signed</InZone>, name: "Signed", width: "170px", cell: checkpoint => <Exact at={checkpoint.at} /> },
  { header: "Up to event", width: "130px", align: "end", cell: checkpoint => count(checkpoint.sequence) },
  {
    header: "Kept by",
    width: "150px",
    cell: checkpoint =>
      checkpoint.keptBy > 0 ? counted(checkpoint.keptBy, "Enforcer") : <span className="dimmed">nobody else yet</span>,
  },
  {
    header: "Signature",
    cell: checkpoint => (
      <span style={{ display: "flex", gap: 4 }}>
        <span className="cut mono" title={checkpoint.signature}>
          {checkpoint.signature}
        </span>
        <Copy value={checkpoint.signature} what="signature" />
      </span>
    ),
  },
];

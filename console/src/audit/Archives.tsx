import { Button } from "@mantine/core";
import { useMutation, useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { api, body, type Schemas } from "../api/client";
import { useMay } from "../api/queries";
import { Digest } from "../frame/Digest";
import { Empty } from "../frame/Empty";
import { count } from "../frame/numbers";
import { offer } from "../frame/offer";
import { ProblemBox } from "../frame/ProblemBox";
import { Day, Exact, InZone } from "../frame/Time";
import { exact } from "../frame/time";
import type { Column } from "../table/DataTable";
import { ListPanel } from "../table/ListPanel";
import { PAGE_SIZE, usePages } from "../table/pages";

type Archive = Schemas["AuditArchive"];

/** The files with events that are too old for the database. */
export function Archives() {
  const pages = usePages(["audit-events", "archives"], (cursor, signal) =>
    body(api.GET("/audit-archives", { params: { query: { cursor, limit: PAGE_SIZE } }, signal })),
  );
  const months = pages.page as Schemas["AuditArchivePage"] | undefined;
  return (
    <div style={{ display: "grid", gap: 12 }}>
      {months && (
        <span className="dimmed">
          {months.onlineMonths} whole months and the present one are online; events are kept for {months.keptMonths}{" "}
          months. plimsoll audit verify reads archives and events online as one chain.
        </span>
      )}
      <ListPanel
        caption="Archives, newest first"
        pages={pages}
        columns={columns}
        rowKey={archive => archive.name}
        minWidth={1040}
        empty={
          <Empty icon="audit" title="No archive yet">
            Everything that ever happened is online. Whole months move into archives when they are old enough.
          </Empty>
        }
      />
    </div>
  );
}

const columns: Column<Archive>[] = [
  {
    header: <InZone>Came in</InZone>,
    name: "Came in",
    width: "250px",
    cell: archive => (
      <>
        <Exact at={archive.from} />
        <span className="cut dimmed number">
          to <Exact at={archive.to} />
        </span>
      </>
    ),
  },
  {
    header: "Events",
    width: "190px",
    align: "end",
    cell: archive => `${count(archive.firstSequence)} to ${count(archive.lastSequence)}`,
  },
  { header: "Bytes", width: "120px", align: "end", cell: archive => count(archive.bytes) },
  { header: "Digest of the file", cell: archive => <Digest value={archive.digest} /> },
  { header: "File", width: "210px", cell: archive => <File archive={archive} /> },
];

function File({ archive }: { archive: Archive }) {
  const mayExport = useMay("audit.export");
  const save = useMutation({
    mutationFn: async () => {
      const file = await body(
        api.GET("/audit-archives/{name}", { params: { path: { name: archive.name } }, parseAs: "blob" }),
      );
      offer(file as unknown as Blob, archive.name);
    },
  });
  if (archive.removedAt)
    return (
      <span className="dimmed">
        removed <Day at={archive.removedAt} />
      </span>
    );
  if (!archive.isHere) return <span className="dimmed">at another Command Center</span>;
  if (!mayExport) return <span className="dimmed">kept here</span>;
  return (
    <>
      <Button
        variant="default"
        size="compact-sm"
        aria-label={`Download ${archive.name}`}
        loading={save.isPending}
        onClick={() => save.mutate()}
      >
        Download
      </Button>
      {save.error && <ProblemBox thrown={save.error} />}
    </>
  );
}

/** Where older events are, for who searches only what is online. */
export function ArchivedNotice() {
  const archives = useQuery({
    queryKey: ["audit-events", "archives", "newest"],
    queryFn: ({ signal }) => body(api.GET("/audit-archives", { params: { query: { limit: 1 } }, signal })),
  });
  const from = archives.data?.onlineFrom;
  if (!from) return null;
  return (
    <div className="dimmed prose">
      Events that came in before {exact(from)} are in{" "}
      <Link to="/audit" search={{ tab: "archives" }}>
        archives
      </Link>
      .
    </div>
  );
}

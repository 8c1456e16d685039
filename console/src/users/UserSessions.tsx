import { Button } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { api, body, type Schemas } from "../api/client";
import { Confirm } from "../frame/Confirm";
import { Empty } from "../frame/Empty";
import { Ago, Exact, InZone } from "../frame/Time";
import type { Column } from "../table/DataTable";
import { ListPanel } from "../table/ListPanel";
import { PAGE_SIZE, usePages } from "../table/pages";

type Session = Schemas["UserSession"];

/** Who is logged in, and from where. */
export function UserSessions({ mayWrite }: { mayWrite: boolean }) {
  const client = useQueryClient();
  const [ending, setEnding] = useState<Session>();
  const pages = usePages(["user-sessions"], (cursor, signal) =>
    body(api.GET("/user-sessions", { params: { query: { cursor, limit: PAGE_SIZE } }, signal })),
  );

  async function end({ id }: Session) {
    await body(api.DELETE("/user-sessions/{sessionId}", { params: { path: { sessionId: id } } }));
    await client.invalidateQueries({ queryKey: ["user-sessions"] });
  }

  return (
    <>
      <ListPanel
        caption="Sessions of everybody"
        pages={pages}
        columns={mayWrite ? [...columns, endColumn(setEnding)] : columns}
        rowKey={session => session.id}
        empty={<Empty icon="person" title="Nobody is logged in" />}
      />
      {ending && (
        <Confirm
          opened
          close={() => setEnding(undefined)}
          title={`End the session of ${ending.user} from ${ending.source}`}
          verb="End"
          grave
          act={() => end(ending)}
        >
          <div>
            Whoever uses it has to log in again. Who should not come back is removed, or given another role, under
            Users; API tokens go on until they are revoked.
          </div>
        </Confirm>
      )}
    </>
  );
}

const columns: Column<Session>[] = [
  {
    header: "User",
    cell: session => (
      <span className="cut strong" title={session.user}>
        {session.user}
      </span>
    ),
  },
  { header: "Logged in from", width: "26%", cell: session => <span className="mono">{session.source}</span> },
  { header: "Last used", width: "140px", cell: session => <Ago at={session.lastUsedAt} /> },
  {
    header: <InZone>Logged in</InZone>,
    name: "Logged in",
    width: "170px",
    cell: session => <Exact at={session.createdAt} />,
  },
  {
    header: <InZone>Ends at the latest</InZone>,
    name: "Ends at the latest",
    width: "190px",
    cell: session => <Exact at={session.expiresAt} />,
  },
];

const endColumn = (end: (session: Session) => void): Column<Session> => ({
  header: <span className="for-readers">End</span>,
  width: "112px",
  align: "end",
  cell: session => (
    <Button
      variant="default"
      size="compact-xs"
      aria-label={`End the session of ${session.user} from ${session.source}`}
      onClick={() => end(session)}
    >
      End…
    </Button>
  ),
});

import { Button } from "@mantine/core";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { api, body, type Schemas } from "../api/client";
import { Chip } from "../frame/Chip";
import { Confirm } from "../frame/Confirm";
import { Empty } from "../frame/Empty";
import { Panel } from "../frame/Page";
import { ProblemBox } from "../frame/ProblemBox";
import { Ago, Exact, InZone } from "../frame/Time";
import { type Column, DataTable } from "../table/DataTable";

type Session = Schemas["OwnSession"];

/** Every place where I am logged in; each but this one can be ended from here. */
export function OwnSessions() {
  const client = useQueryClient();
  const [ending, setEnding] = useState<Session>();
  const sessions = useQuery({
    queryKey: ["sessions"],
    queryFn: ({ signal }) => body(api.GET("/sessions", { signal })),
  });

  async function end({ id }: Session) {
    await body(api.DELETE("/sessions/{sessionId}", { params: { path: { sessionId: id } } }));
    await client.invalidateQueries({ queryKey: ["sessions"] });
  }

  return (
    <Panel title="Sessions" flush>
      {sessions.error && <ProblemBox thrown={sessions.error} again={() => void sessions.refetch()} />}
      <DataTable
        caption="My sessions"
        columns={columns(setEnding)}
        rows={sessions.data?.items}
        rowKey={session => session.id}
        empty={<Empty icon="person" title="No session" />}
      />
      {ending && (
        <Confirm
          opened
          close={() => setEnding(undefined)}
          title={`End the session from ${ending.source}`}
          verb="End"
          grave
          act={() => end(ending)}
        >
          <div>Whoever uses it has to log in again. It goes into the audit trail.</div>
        </Confirm>
      )}
    </Panel>
  );
}

const columns = (end: (session: Session) => void): Column<Session>[] => [
  {
    header: "Logged in from",
    cell: session => (
      <>
        <span className="mono">{session.source}</span> {session.current && <Chip tone="good">this session</Chip>}
      </>
    ),
  },
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
  {
    header: <span className="for-readers">End</span>,
    width: "112px",
    align: "end",
    cell: session =>
      !session.current && (
        <Button
          variant="default"
          size="compact-xs"
          aria-label={`End the session from ${session.source}`}
          onClick={() => end(session)}
        >
          End…
        </Button>
      ),
  },
];

import { Button } from "@mantine/core";
import { useState } from "react";
import { api, body, type Schemas } from "../api/client";
import { useMay } from "../api/queries";
import { Chip } from "../frame/Chip";
import { ConfirmWithReason } from "../frame/ConfirmWithReason";
import { Empty } from "../frame/Empty";
import { bytes, count } from "../frame/numbers";
import { Ago, Day } from "../frame/Time";
import { HostStateChip } from "../hosts/HostStateChip";
import { AssetLink } from "../labels/AssetLink";
import type { Column } from "../table/DataTable";
import { ListPanel } from "../table/ListPanel";
import { PAGE_SIZE, usePages } from "../table/pages";

type Enforcer = Schemas["Enforcer"];

export function EnforcerList({ enrol }: { enrol: (() => void) | undefined }) {
  const mayWrite = useMay("enforcers.write");
  const [revoking, setRevoking] = useState<Enforcer>();
  const pages = usePages(["enforcers"], (cursor, signal) =>
    body(api.GET("/enforcers", { params: { query: { cursor, limit: PAGE_SIZE } }, signal })),
  );
  return (
    <>
      <ListPanel
        caption="Enforcers"
        pages={pages}
        columns={mayWrite ? [...columns, revokeColumn(setRevoking)] : columns}
        rowKey={enforcer => enforcer.id}
        minWidth={1000}
        empty={
          <Empty icon="enforcers" title="No Enforcer yet">
            {enrol ? (
              <Button variant="default" mt="xs" onClick={enrol}>
                Enrol a host
              </Button>
            ) : (
              "Ask an administrator to enrol a host."
            )}
          </Empty>
        }
      />
      {revoking && <Revoke enforcer={revoking} close={() => setRevoking(undefined)} />}
    </>
  );
}

function Revoke({ enforcer, close }: { enforcer: Enforcer; close: () => void }) {
  return (
    <ConfirmWithReason
      close={close}
      title={`Revoke the Enforcer of ${enforcer.hostName}`}
      verb="Revoke"
      longest={500}
      act={reason =>
        body(
          api.POST("/enforcers/{enforcerId}/revocation", {
            params: { path: { enforcerId: enforcer.id } },
            body: { reason },
          }),
        )
      }
    >
      Its connection ends at once and its certificate is refused for ever. The host goes on judging by the policies it
      has, gets no new ones, and nothing is heard from it until it is enrolled again.
    </ConfirmWithReason>
  );
}

const columns: Column<Enforcer>[] = [
  {
    header: "Host",
    cell: enforcer => (
      <>
        {enforcer.hostId ? (
          <AssetLink kind="host" id={enforcer.hostId} name={enforcer.hostName} />
        ) : (
          <span className="cut">{enforcer.hostName}</span>
        )}
        <span className="cut dimmed mono" title={enforcer.id}>
          {enforcer.id}
        </span>
      </>
    ),
  },
  {
    header: "State",
    width: "120px",
    cell: enforcer => (
      <>
        <HostStateChip state={enforcer.state} />
        <div className="dimmed">
          <Ago at={enforcer.lastSeenAt} missing="never seen" />
        </div>
      </>
    ),
  },
  { header: "Version", width: "82px", cell: enforcer => enforcer.version },
  { header: "Policies", width: "84px", align: "end", cell: enforcer => `v${enforcer.snapshotVersion}` },
  {
    header: "Events lost",
    width: "110px",
    align: "end",
    cell: enforcer =>
      enforcer.eventsLost ? (
        <Chip tone="bad" icon="warning" title="Events that could not even be kept on the host's disk">
          {count(enforcer.eventsLost)}
        </Chip>
      ) : (
        (enforcer.eventsLost ?? "–")
      ),
  },
  {
    header: "Memory",
    width: "90px",
    align: "end",
    cell: enforcer => (enforcer.residentBytes ? bytes(enforcer.residentBytes) : "–"),
  },
  { header: "Enrolled", width: "104px", cell: enforcer => <Day at={enforcer.enrolledAt} /> },
  { header: "Certificate until", width: "136px", cell: enforcer => <Day at={enforcer.certificateExpiresAt} /> },
];

const revokeColumn = (revoke: (enforcer: Enforcer) => void): Column<Enforcer> => ({
  header: <span className="for-readers">Revoke</span>,
  width: "108px",
  align: "end",
  cell: enforcer =>
    enforcer.state !== "revoked" && (
      <Button
        variant="default"
        size="compact-xs"
        aria-label={`Revoke the Enforcer of ${enforcer.hostName}`}
        onClick={() => revoke(enforcer)}
      >
        Revoke…
      </Button>
    ),
});

import { Button } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { api, body, type Schemas } from "../api/client";
import { useMay } from "../api/queries";
import { Chip } from "../frame/Chip";
import { Confirm } from "../frame/Confirm";
import { Empty } from "../frame/Empty";
import { Exact } from "../frame/Time";
import type { Column } from "../table/DataTable";
import { Expander, useOpened } from "../table/Expander";
import { ListPanel } from "../table/ListPanel";
import { PAGE_SIZE, usePages } from "../table/pages";
import { Changes } from "./Changes";

type Version = Schemas["PolicyVersion"];

/** What a policy was: who changed it, when, what, and the way back. */
export function Versions({ policy }: { policy: Schemas["Policy"] }) {
  const { name } = policy;
  const mayWrite = useMay("policies.write");
  const opened = useOpened();
  const [wanted, want] = useState<Version>();
  const pages = usePages(["policies", name, "versions"], (cursor, signal) =>
    body(
      api.GET("/policies/{name}/versions", {
        params: { path: { name }, query: { cursor, limit: PAGE_SIZE } },
        signal,
      }),
    ),
  );
  const key = (version: Version) => String(version.version);
  const columns: Column<Version>[] = [
    {
      header: <span className="for-readers">Details</span>,
      width: "40px",
      cell: version => (
        <Expander
          what={`version ${version.version}`}
          opened={opened.has(key(version))}
          toggle={() => opened.toggle(key(version))}
        />
      ),
    },
    { header: "Version", width: "96px", cell: version => <span className="number strong">{version.version}</span> },
    { header: "Changed", width: "210px", cell: version => <Exact at={version.changedAt} zone /> },
    { header: "By", cell: version => <span className="whole">{version.changedBy}</span> },
    { header: "What", width: "200px", cell: version => <What version={version} inForce={policy.version} /> },
    {
      header: <span className="for-readers">Actions</span>,
      width: "130px",
      align: "end",
      cell: version =>
        mayWrite &&
        !version.removed &&
        version.version !== policy.version && (
          <Button size="compact-xs" variant="default" onClick={() => want(version)}>
            Roll back…
          </Button>
        ),
    },
  ];
  return (
    <>
      <ListPanel
        caption={`Versions of ${name}`}
        pages={pages}
        columns={columns}
        rowKey={key}
        below={version => opened.has(key(version)) && <Changes name={name} version={version.version} />}
        empty={
          <Empty icon="clock" title="No versions">
            Every change of the policy is kept here.
          </Empty>
        }
      />
      {wanted && <RollBack policy={policy} version={wanted} close={() => want(undefined)} />}
    </>
  );
}

function What({ version, inForce }: { version: Version; inForce: number }) {
  return (
    <>
      {version.version === inForce && <Chip tone="good">in force</Chip>}
      {version.removed && <Chip tone="warn">removed</Chip>}
      {version.restored !== undefined && <span>back to version {version.restored}</span>}
    </>
  );
}

function RollBack({ policy, version, close }: { policy: Schemas["Policy"]; version: Version; close: () => void }) {
  const client = useQueryClient();
  async function act() {
    await body(
      api.POST("/policies/{name}/versions/{version}/restoration", {
        params: { path: { name: policy.name, version: version.version } },
      }),
    );
    await Promise.all(["policies", "images", "dashboard"].map(list => client.invalidateQueries({ queryKey: [list] })));
  }
  return (
    <Confirm
      opened
      close={close}
      title={`Roll ${policy.name} back to version ${version.version}`}
      verb="Roll back on every host"
      grave
      act={act}
    >
      <div>The text of that version comes into force on every host, as a new version. These lines change:</div>
      <Changes name={policy.name} version={version.version} since={policy.version} />
    </Confirm>
  );
}

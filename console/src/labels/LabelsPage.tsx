import { Button } from "@mantine/core";
import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import { useState } from "react";
import { useQueryClient } from "@tanstack/react-query";
import { api, body, type Schemas } from "../api/client";
import { useMay } from "../api/queries";
import { Confirm } from "../frame/Confirm";
import { Empty } from "../frame/Empty";
import { Page } from "../frame/Page";
import { Ago } from "../frame/Time";
import type { Column } from "../table/DataTable";
import { ChoiceFilter, Filters } from "../table/Filters";
import { ListPanel } from "../table/ListPanel";
import { PAGE_SIZE, usePages } from "../table/pages";
import { oneOf, tidy } from "../table/search";
import { AssetLink } from "./AssetLink";
import { kinds } from "./words";

type Label = Schemas["Label"];

export const labelsSearch = (search: Record<string, unknown>) => tidy({ kind: oneOf(search.kind, kinds) });

/** Every label that a user put on an asset. */
export function LabelsPage() {
  const search = useSearch({ from: "/frame/labels" });
  const navigate = useNavigate({ from: "/labels" });
  const client = useQueryClient();
  const mayWrite = useMay("labels.write");
  const [leaving, setLeaving] = useState<Label>();
  const pages = usePages(["labels", search], (cursor, signal) =>
    body(api.GET("/labels", { params: { query: { ...search, cursor, limit: PAGE_SIZE } }, signal })),
  );

  async function takeOff({ kind, id, key }: Label) {
    await body(api.DELETE("/labels/{kind}/{id}/{key}", { params: { path: { kind, id, key } } }));
    await client.invalidateQueries();
  }

  return (
    <Page
      title="Labels"
      subtitle="What people said about hosts, images, networks, services and containers. PCI reports cover what is labelled in scope, and what is not labelled counts as in scope"
    >
      <Filters clear={search.kind && (() => void navigate({ search: {} }))}>
        <ChoiceFilter
          label="Asset"
          value={search.kind}
          choices={kinds}
          onChange={kind => void navigate({ search: tidy({ kind }), replace: true })}
        />
      </Filters>
      <ListPanel
        caption="Labels"
        pages={pages}
        columns={mayWrite ? [...columns, takeOffColumn(setLeaving)] : columns}
        rowKey={label => `${label.kind} ${label.id} ${label.key}`}
        empty={
          <Empty icon="labels" title="No label yet">
            Open a <Link to="/hosts">host</Link>, an <Link to="/images">image</Link> or a{" "}
            <Link to="/containers">container</Link> and say what its PCI scope, purpose and owner are, or whatever else
            services, filters and roles shall ask for.
          </Empty>
        }
      />
      {leaving && (
        <Confirm
          opened
          close={() => setLeaving(undefined)}
          title="Take the label off"
          verb="Take off"
          act={() => takeOff(leaving)}
        >
          <div>
            {leaving.key}={leaving.value} on {leaving.kind} {leaving.name ?? leaving.id}.{" "}
            {leaving.key === "pci-scope" && "Without it the asset counts as in scope (cde)."}
          </div>
        </Confirm>
      )}
    </Page>
  );
}

function LabelledAsset({ kind, id, name }: Label) {
  // A network that is gone has no page until it comes back.
  if (kind === "network" && !name) return <span className="dimmed">a network that is gone</span>;
  return <AssetLink kind={kind} id={id} name={name ?? id} />;
}

const columns: Column<Label>[] = [
  { header: "Asset", cell: label => <LabelledAsset {...label} /> },
  { header: "Kind", width: "100px", cell: label => label.kind },
  { header: "Label", width: "140px", cell: label => <code>{label.key}</code> },
  {
    header: "Value",
    cell: label => (
      <span className="cut" title={label.value}>
        {label.value}
      </span>
    ),
  },
  { header: "Set by", width: "140px", cell: label => label.setBy },
  { header: "Set", width: "110px", cell: label => <Ago at={label.setAt} /> },
];

const takeOffColumn = (leave: (label: Label) => void): Column<Label> => ({
  header: <span className="for-readers">Take off</span>,
  width: "100px",
  align: "end",
  cell: label => (
    <Button
      variant="default"
      size="compact-xs"
      aria-label={`Take off ${label.key} of ${label.name ?? label.id}`}
      onClick={() => leave(label)}
    >
      Take off
    </Button>
  ),
});

import type { Schemas } from "../api/client";
import { Empty } from "../frame/Empty";
import { AssetLink } from "../labels/AssetLink";
import { type Column, DataTable } from "../table/DataTable";

interface Line {
  key: string;
  value: string;
  from: Schemas["LabelSource"] | undefined;
}

/** Each label that counts for a container, with the asset on which it stands. */
export function CountingLabels({ container }: { container: Schemas["Container"] }) {
  const lines = Object.entries(container.labels).map(([key, value]) => ({
    key,
    value,
    from: container.labelSources[key],
  }));
  return (
    <DataTable
      caption="Labels that count"
      columns={columns}
      rows={lines}
      rowKey={line => line.key}
      empty={
        <Empty icon="labels" title="No label counts">
          Neither the container nor its services, its image, its networks and its host are labelled: it counts as in
          scope.
        </Empty>
      }
    />
  );
}

const columns: Column<Line>[] = [
  { header: "Label", width: "180px", cell: line => <code>{line.key}</code> },
  { header: "Value", cell: line => line.value },
  {
    header: "Stands on",
    width: "40%",
    cell: ({ from }) =>
      from?.kind === "container" ? (
        "the container itself"
      ) : (
        <>
          {from?.kind} {from && <AssetLink kind={from.kind} id={from.id} name={from.name} />}
        </>
      ),
  },
];

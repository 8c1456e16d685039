import type { Schemas } from "../api/client";
import { Digest } from "../frame/Digest";
import { Empty } from "../frame/Empty";
import { bytes } from "../frame/numbers";
import { Panel } from "../frame/Page";
import { type Column, DataTable } from "../table/DataTable";

/** The layers from the base upwards. */
export function LayersTab({ image }: { image: Schemas["ImageDetail"] }) {
  return (
    <Panel flush>
      <DataTable
        caption="Layers"
        columns={columns}
        rows={image.layers.map((layer, index) => ({ ...layer, number: index + 1 }))}
        rowKey={layer => String(layer.number)}
        empty={<Empty icon="images" title="No layer is known yet" />}
      />
    </Panel>
  );
}

const columns: Column<Schemas["Layer"] & { number: number }>[] = [
  { header: "#", width: "44px", cell: layer => layer.number },
  { header: "Layer", width: "150px", cell: layer => <Digest value={layer.diffId} /> },
  { header: "Chain id", width: "150px", cell: layer => <Digest value={layer.chainId} /> },
  { header: "Size", width: "90px", align: "end", cell: layer => bytes(layer.size) },
  { header: "Part", width: "110px", cell: layer => (layer.base ? "base image" : "") },
  { header: "Made by", cell: layer => <span className="mono whole">{layer.createdBy}</span> },
];

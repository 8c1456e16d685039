import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { api, body, type Schemas } from "../api/client";
import { Chip } from "../frame/Chip";
import { Empty } from "../frame/Empty";
import { Loaded } from "../frame/Loaded";
import { count, counted } from "../frame/numbers";
import { Panel } from "../frame/Page";
import { type Column, DataTable } from "../table/DataTable";

type Advice = Schemas["ImageAdvice"];
type Update = Advice["updates"][number];

/** Which updates and which approved base would remove most of what is wrong with an image. */
export function AdvicePanel({ imageId }: { imageId: string }) {
  const advice = useQuery({
    queryKey: ["images", imageId, "advice"],
    queryFn: ({ signal }) => body(api.GET("/images/{imageId}/advice", { params: { path: { imageId } }, signal })),
  });
  return <Loaded query={advice}>{found => <Told advice={found} />}</Loaded>;
}

function Told({ advice }: { advice: Advice }) {
  if (advice.all.findings === 0) {
    return (
      <Panel>
        <Empty icon="check" title="Nothing to remove">
          No finding counts against this image.
        </Empty>
      </Panel>
    );
  }
  return (
    <>
      <Panel title="Where it comes from">
        <p style={{ margin: 0 }}>{origin(advice)}</p>
        <Bases advice={advice} />
      </Panel>
      <Panel title="Updates that remove most" flush>
        <DataTable
          caption="Updates that remove most"
          columns={columns}
          rows={advice.updates}
          rowKey={update => `${update.type} ${update.name} ${update.version}`}
          empty={
            <Empty icon="clock" title="No fixed version yet">
              Nobody has published a version without these findings. Remove the package, or accept them for a while.
            </Empty>
          }
        />
        {advice.moreUpdates > 0 && (
          <p className="dimmed" style={{ margin: "8px 14px" }}>
            {counted(advice.moreUpdates, "more package")} with a fixed version, which removes less.
          </p>
        )}
      </Panel>
    </>
  );
}

export function origin({ all, inBase }: Pick<Advice, "all" | "inBase">): string {
  const whole = `${counted(all.findings, "finding")}, ${count(all.severe)} of them critical or high`;
  if (inBase.findings === 0) return `${whole}: none came with a base image, as far as the image's history shows.`;
  return `${whole}; ${count(inBase.findings)} (${count(inBase.severe)} critical or high) came with the base image.`;
}

function Bases({ advice }: { advice: Advice }) {
  if (advice.inBase.findings === 0) return null;
  if (advice.bases.length === 0) {
    return (
      <p className="dimmed prose" style={{ margin: "6px 0 0" }}>
        No approved base of this distribution has less. Approve one on the <Link to="/images">Images page</Link>.
      </p>
    );
  }
  return (
    <ul className="prose" style={{ margin: "6px 0 0", paddingLeft: 18 }}>
      {advice.bases.map(base => (
        <li key={base.id}>
          Build on{" "}
          <Link to="/images/$imageId" params={{ imageId: base.id }}>
            {base.name}
          </Link>
          , an approved base with {counted(base.findings.findings, "finding")}, {count(base.findings.severe)} of them
          critical or high.
        </li>
      ))}
    </ul>
  );
}

const columns: Column<Update>[] = [
  { header: "Package", cell: update => <span className="whole strong">{update.name}</span> },
  { header: "Installed", width: "20%", cell: update => <span className="mono whole">{update.version}</span> },
  { header: "Update to", width: "20%", cell: update => <span className="mono whole">{update.to}</span> },
  { header: "Critical, high", width: "110px", align: "end", cell: update => count(update.removes.severe) },
  { header: "Findings", width: "90px", align: "end", cell: update => count(update.removes.findings) },
  {
    header: "Part",
    width: "120px",
    cell: update => (update.base ? <Chip tone="quiet">base image</Chip> : "application"),
  },
];

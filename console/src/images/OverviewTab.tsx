import { Link } from "@tanstack/react-router";
import type { Schemas } from "../api/client";
import { Chip } from "../frame/Chip";
import { Digest } from "../frame/Digest";
import { Facts } from "../frame/Facts";
import { bytes, counted, shortDigest } from "../frame/numbers";
import { Panel } from "../frame/Page";
import { Utc } from "../frame/Time";
import { AssetLabels } from "../labels/AssetLabels";
import { AllLabels } from "../labels/LabelList";
import { type Column, DataTable } from "../table/DataTable";
import { isKnown } from "./words";

type Detail = Schemas["ImageDetail"];

/** The image's configuration, its labels, and what the scan could not see. */
export function OverviewTab({ image }: { image: Detail }) {
  return (
    <>
      <Panel title="Image">
        <Facts columns={2} facts={configuration(image)} />
      </Panel>
      <AssetLabels kind="image" id={image.id} />
      <NotSeen image={image} />
    </>
  );
}

function configuration(image: Detail) {
  return {
    Id: <Digest value={image.id} whole />,
    Names: <Lines lines={image.names} />,
    "Repository digests": <Lines lines={image.digests} />,
    Distribution: image.distribution,
    Architecture: image.architecture,
    ...(isKnown(image) ? content(image) : {}),
    Size: bytes(image.size),
    Created: image.createdAt && <Utc at={image.createdAt} zone />,
    Scanned: image.scannedAt && <Utc at={image.scannedAt} zone />,
    Matched: image.matchedAt && <Utc at={image.matchedAt} zone />,
    "With advisories of": image.bundleBuiltAt && <Utc at={image.bundleBuiltAt} zone />,
    "On hosts": image.hostNames.join(", "),
    "What happened": (
      <Link to="/audit" search={{ query: shortDigest(image.id) }}>
        Events of this image
      </Link>
    ),
    Running: (
      <Link to="/containers" search={{ imageId: image.id }}>
        {counted(image.runningContainers, "container")}
      </Link>
    ),
  };
}

/** What only a scan can tell. */
function content(image: Detail) {
  return {
    User: image.user ? image.user : <Chip tone="warn">root, no user is set</Chip>,
    Entrypoint: <Words words={image.entrypoint} />,
    Command: <Words words={image.command} />,
    "Exposed ports": image.exposedPorts?.join(", ") || "none",
    "Image's own labels": image.imageLabels && <AllLabels labels={image.imageLabels} />,
    Holds: `${counted(image.packages, "package")}, ${counted(image.executables, "executable")}`,
  };
}

function Lines({ lines }: { lines: string[] }) {
  if (lines.length === 0) return <span className="dimmed">none</span>;
  return lines.map(line => (
    <div key={line} className="mono">
      {line}
    </div>
  ));
}

function Words({ words }: { words: string[] | undefined }) {
  return words && words.length > 0 ? (
    <span className="mono">{words.join(" ")}</span>
  ) : (
    <span className="dimmed">none</span>
  );
}

interface Missing {
  what: string;
  detail: string;
  path: string;
}

/** What keeps the scan from being complete, so that nobody takes silence for safety. */
function NotSeen({ image }: { image: Detail }) {
  const missing: Missing[] = [
    ...image.notAssessedEcosystems.map(each => ({
      what: each.ecosystem,
      detail: `${counted(each.packages, "package")} not assessed: ${each.reason}`,
      path: "",
    })),
    ...image.gaps.map(gap => ({ what: gap.code, detail: gap.detail, path: gap.path })),
  ];
  if (!isKnown(image) && missing.length === 0) return null;
  return (
    <Panel title="Not seen, not assessed" flush>
      <DataTable
        caption="What the scan did not see or could not assess"
        columns={missingColumns}
        rows={missing}
        rowKey={each => `${each.what} ${each.path} ${each.detail}`}
        empty={
          <p className="dimmed" style={{ margin: "6px 14px 14px" }}>
            The scan saw everything it looks for, and the advisories cover every package it found.
          </p>
        }
      />
    </Panel>
  );
}

const missingColumns: Column<Missing>[] = [
  { header: "What", width: "200px", cell: each => <code>{each.what}</code> },
  { header: "Detail", cell: each => <span className="whole">{each.detail}</span> },
  { header: "Path", width: "34%", cell: each => <span className="mono whole">{each.path}</span> },
];

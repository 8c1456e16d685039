import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { api, body, type Schemas } from "../api/client";
import { Chip } from "../frame/Chip";
import { Digest } from "../frame/Digest";
import { Facts } from "../frame/Facts";
import { bytes, count, counted } from "../frame/numbers";
import { Panel } from "../frame/Page";
import { Exact } from "../frame/Time";
import { AssetLabels } from "../labels/AssetLabels";
import { AllLabels } from "../labels/LabelList";
import { RuntimeProfile } from "./RuntimeProfile";
import { isKnown } from "./words";

type Detail = Schemas["ImageDetail"];

/** The image's configuration, what its findings rest on, and its labels. */
export function OverviewTab({ image }: { image: Detail }) {
  return (
    <>
      <Panel title="Image">
        <Facts columns={2} facts={configuration(image)} />
      </Panel>
      {isKnown(image) && <Advisories image={image} />}
      <AssetLabels kind="image" id={image.id} />
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
    Created: image.createdAt && <Exact at={image.createdAt} zone />,
    Scanned: image.scannedAt && <Exact at={image.scannedAt} zone />,
    "Runtime profile": <RuntimeProfile runtime={image.runtime} />,
    "On hosts": image.hostNames.join(", "),
    "What happened": (
      <Link to="/audit" search={{ image: image.id }}>
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
    Holds: `${counted(image.packages, "package")}, ${counted(image.executables, "executable")}${unrecognised(image)}`,
  };
}

const unrecognised = ({ unknownExecutables }: Detail) =>
  unknownExecutables ? `, ${count(unknownExecutables)} of them not recognised` : "";

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

/** What the findings rest on: when they were last certain to hold, and how old the sources are. */
function Advisories({ image }: { image: Detail }) {
  const inUse = useQuery({
    queryKey: ["intelligence"],
    queryFn: ({ signal }) => body(api.GET("/intelligence", { signal })),
    enabled: image.bundle !== undefined,
  }).data;
  if (image.bundle === undefined) {
    return (
      <Panel title="Advisories">
        <p className="dimmed" style={{ margin: 0 }}>
          The image was held against no bundle yet.
        </p>
      </Panel>
    );
  }
  const sources = inUse?.digest === image.bundle ? inUse.sources : [];
  return (
    <Panel title="Advisories">
      <Facts
        columns={2}
        facts={{
          "Last matched": image.matchedAt && <Exact at={image.matchedAt} zone />,
          "Bundle built": image.bundleBuiltAt && <Exact at={image.bundleBuiltAt} zone />,
          Bundle: <Digest value={image.bundle} />,
          Sources: sources.length > 0 ? <Sources sources={sources} /> : <Link to="/intelligence">another bundle</Link>,
        }}
      />
    </Panel>
  );
}

function Sources({ sources }: { sources: Schemas["Intelligence"]["sources"] }) {
  return sources.map(source => (
    <div key={source.name}>
      {source.name} <span className="dimmed number">{source.date.slice(0, 10) || "date not told"}</span>{" "}
      {source.state === "left-out" && <Chip tone="warn">left out</Chip>}
    </div>
  ));
}

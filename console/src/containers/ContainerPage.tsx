import { useQuery } from "@tanstack/react-query";
import { Link, useParams } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { api, body, type Schemas } from "../api/client";
import { Digest } from "../frame/Digest";
import { Facts } from "../frame/Facts";
import { Loaded } from "../frame/Loaded";
import { count, shortDigest } from "../frame/numbers";
import { Page, Panel } from "../frame/Page";
import { Ago, Exact } from "../frame/Time";
import { VerdictChip } from "../images/VerdictChip";
import { AssetLabels } from "../labels/AssetLabels";
import { EngineLabels } from "../labels/EngineLabels";
import { CountingLabels } from "./CountingLabels";
import { ExposedChip, GateChip, PowerChips, StartedBy, StateChip } from "./ContainerChips";
import { gateMeaning } from "./words";

export function ContainerPage() {
  const { containerId } = useParams({ from: "/frame/containers/$containerId" });
  const container = useQuery({
    queryKey: ["containers", containerId],
    queryFn: ({ signal }) => body(api.GET("/containers/{containerId}", { params: { path: { containerId } }, signal })),
  });
  return (
    <Page
      title={container.data?.name ?? shortDigest(containerId)}
      above={<Link to="/containers">Containers</Link>}
      subtitle={
        container.data && (
          <span style={{ display: "inline-flex", gap: 8, marginTop: 4 }}>
            <StateChip state={container.data.state} />
            <GateChip container={container.data} />
            <VerdictChip verdict={container.data.verdict} />
          </span>
        )
      }
    >
      <Loaded query={container}>{data => <Content container={data} />}</Loaded>
    </Page>
  );
}

function Content({ container }: { container: Schemas["Container"] }) {
  const gate = container.execGateDetail ? ` ${container.execGateDetail}` : "";
  return (
    <>
      <Panel title="Container">
        <Facts
          columns={2}
          facts={{
            Id: <Digest value={container.id} whole />,
            State: container.status || container.state,
            Image: (
              <Link to="/images/$imageId" params={{ imageId: container.imageId }}>
                {container.imageName || shortDigest(container.imageId)}
              </Link>
            ),
            "Image's verdict": <VerdictChip verdict={container.verdict} />,
            Host: (
              <Link to="/hosts/$hostId" params={{ hostId: container.hostId }}>
                {container.hostName}
              </Link>
            ),
            "Runs as": <PowerChips container={container} />,
            "Exec gate": `${gateMeaning[container.execGate]}${gate}`,
            Networks: <Networks container={container} />,
            Ports: <Ports container={container} />,
            "To mend": `${count(container.unfixed)} critical or high findings that nobody accepted`,
            Services: <Services names={container.services} />,
            "Started by": <StartedBy container={container} />,
            Created: container.createdAt && <Exact at={container.createdAt} zone />,
            "Last seen": <Ago at={container.lastSeenAt} />,
            "What happened": (
              <Link to="/audit" search={{ container: container.id }}>
                Events of this container
              </Link>
            ),
          }}
        />
      </Panel>
      <Panel title="Labels that count">
        <CountingLabels container={container} />
      </Panel>
      <AssetLabels kind="container" id={container.id} />
      <EngineLabels labels={container.engineLabels} />
    </>
  );
}

function Ports({ container }: { container: Schemas["Container"] }) {
  if (container.ports.length === 0 && !container.exposed) return <span className="dimmed">none</span>;
  return (
    <>
      <span className="mono">{container.ports.join(", ") || "those of the network that it shares"}</span>{" "}
      <ExposedChip container={container} />
    </>
  );
}

function Networks({ container: { networks, hostId } }: { container: Schemas["Container"] }) {
  const ofHost = useQuery({
    queryKey: ["networks", { hostId }],
    queryFn: ({ signal }) => body(api.GET("/networks", { params: { query: { hostId, limit: 500 } }, signal })),
    enabled: networks.length > 0,
  });
  return (
    <Names names={networks}>
      {name => {
        const network = ofHost.data?.items.find(each => each.name === name);
        if (!network) return name;
        return (
          <Link to="/networks/$networkId" params={{ networkId: network.id }}>
            {name}
          </Link>
        );
      }}
    </Names>
  );
}

function Services({ names }: { names: readonly string[] }) {
  return (
    <Names names={names}>
      {name => (
        <Link to="/services/$name" params={{ name }}>
          {name}
        </Link>
      )}
    </Names>
  );
}

/** Names with commas between them. */
function Names({ names, children }: { names: readonly string[]; children: (name: string) => ReactNode }) {
  if (names.length === 0) return <span className="dimmed">none</span>;
  return names.map((name, index) => (
    <span key={name}>
      {index > 0 && ", "}
      {children(name)}
    </span>
  ));
}

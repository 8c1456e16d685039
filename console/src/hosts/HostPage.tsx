import { useQuery } from "@tanstack/react-query";
import { Link, useParams } from "@tanstack/react-router";
import { api, body, type Schemas } from "../api/client";
import { Digest } from "../frame/Digest";
import { Facts } from "../frame/Facts";
import { Loaded } from "../frame/Loaded";
import { count, counted } from "../frame/numbers";
import { Page, Panel } from "../frame/Page";
import { Ago } from "../frame/Time";
import { AssetLabels } from "../labels/AssetLabels";
import { strength } from "./capabilities";
import { HostStateChip } from "./HostStateChip";
import { StrengthChip, StrengthTable } from "./Strength";

export function HostPage() {
  const { hostId } = useParams({ from: "/frame/hosts/$hostId" });
  const host = useQuery({
    queryKey: ["hosts", hostId],
    queryFn: ({ signal }) => body(api.GET("/hosts/{hostId}", { params: { path: { hostId } }, signal })),
  });
  return (
    <Page
      title={host.data?.name ?? hostId}
      above={<Link to="/hosts">Hosts</Link>}
      subtitle={
        host.data && (
          <span style={{ display: "inline-flex", gap: 8, marginTop: 4 }}>
            <HostStateChip state={host.data.state} />
            <StrengthChip host={host.data} words="in place" />
          </span>
        )
      }
    >
      <Loaded query={host}>{data => <Content host={data} />}</Loaded>
    </Page>
  );
}

function Content({ host }: { host: Schemas["Host"] }) {
  return (
    <>
      <Panel
        title="Enforcement strength"
        aside={<span className="dimmed">as probed by the Enforcer, not as hoped</span>}
        flush
      >
        <p style={{ margin: "6px 14px" }}>{strength(host.capabilities).sentence}</p>
        <StrengthTable host={host} />
      </Panel>
      <Panel title="Host">
        <Facts
          columns={2}
          facts={{
            Id: <Digest value={host.id} whole />,
            "Operating system": host.operatingSystem,
            Kernel: host.kernelVersion,
            Architecture: host.architecture,
            "Docker Engine": host.engineVersion,
            "Last heard of": <Ago at={host.lastSeenAt} />,
            Images: counted(host.images, "image"),
            Containers: (
              <Link to="/containers" search={{ hostId: host.id }}>
                {counted(host.containers, "container")}, {count(host.runningContainers)} running
              </Link>
            ),
            Networks: (
              <Link to="/networks" search={{ hostId: host.id }}>
                Networks of this host
              </Link>
            ),
          }}
        />
      </Panel>
      <AssetLabels kind="host" id={host.id} />
    </>
  );
}

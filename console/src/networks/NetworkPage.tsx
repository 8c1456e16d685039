import { Link, useParams } from "@tanstack/react-router";
import type { Schemas } from "../api/client";
import { Digest } from "../frame/Digest";
import { Facts } from "../frame/Facts";
import { Loaded } from "../frame/Loaded";
import { count, counted } from "../frame/numbers";
import { Page, Panel } from "../frame/Page";
import { AssetLabels } from "../labels/AssetLabels";
import { AssetLink } from "../labels/AssetLink";
import { EngineLabels } from "../labels/EngineLabels";
import { useNetwork } from "./network";

export function NetworkPage() {
  const { networkId } = useParams({ from: "/frame/networks/$networkId" });
  const network = useNetwork(networkId);
  return (
    <Page
      title={network.data?.name ?? networkId}
      above={<Link to="/networks">Networks</Link>}
      subtitle={network.data && `on ${network.data.hostName}`}
    >
      <Loaded query={network}>{data => <Content network={data} />}</Loaded>
    </Page>
  );
}

function Content({ network }: { network: Schemas["Network"] }) {
  return (
    <>
      <Panel title="Network">
        <Facts
          columns={2}
          facts={{
            "Engine's id": <Digest value={network.engineId} whole />,
            Host: <AssetLink kind="host" id={network.hostId} name={network.hostName} />,
            Driver: network.driver,
            Reach: network.internal ? "internal: nothing leads out of it" : "leads out of the host",
            Subnets: network.subnets.length > 0 && <span className="mono">{network.subnets.join(", ")}</span>,
            Containers: (
              <Link to="/containers" search={{ networkId: network.id }}>
                {counted(network.containers, "container")}, {count(network.runningContainers)} running
              </Link>
            ),
          }}
        />
      </Panel>
      <AssetLabels kind="network" id={network.id} />
      <EngineLabels labels={network.engineLabels} />
    </>
  );
}

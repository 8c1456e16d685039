import type { Schemas } from "../../src/api/client";
import type { Random } from "./random";

type Network = Schemas["Network"];

/** What every engine has, and those of the shop's Compose project. */
export function makeNetworks(
  random: Random,
  hosts: readonly Schemas["Host"][],
  containers: readonly Schemas["Container"][],
): Network[] {
  return hosts
    .filter(host => host.state !== "revoked")
    .flatMap((host, index) => {
      const network = (name: string, driver: string, subnets: string[]): Network => {
        const there = containers.filter(each => each.hostId === host.id && each.networks.includes(name));
        return {
          id: random.uuid(),
          name,
          engineId: random.hex(64),
          driver,
          internal: driver === "null",
          subnets,
          hostId: host.id,
          hostName: host.name,
          labels: {},
          engineLabels: {},
          containers: there.length,
          runningContainers: there.filter(each => each.state === "running").length,
        };
      };
      return [
        network("bridge", "bridge", ["172.17.0.0/16"]),
        network("host", "host", []),
        network("none", "null", []),
        {
          ...network("shop_back", "bridge", [`172.${20 + index}.0.0/16`, `2001:db8:${index}::/64`]),
          internal: true,
          labels: index === 0 ? { "pci-scope": "cde", purpose: "card data of the shop", team: "payments" } : {},
          engineLabels: { "com.docker.compose.network": "back", "com.docker.compose.project": "shop" },
        } satisfies Network,
      ];
    })
    .toSorted((a, b) => a.name.localeCompare(b.name));
}

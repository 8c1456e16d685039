import type { Schemas } from "../../src/api/client";
import type { Random } from "./random";
import { hoursAgo, minutesAgo } from "./time";

type Container = Schemas["Container"];

/** One container for each that an image says is running, and a few that are not. */
export function makeContainers(random: Random, images: readonly Schemas["Image"][], hosts: readonly Schemas["Host"][]) {
  const containers = images
    .slice(0, 140)
    .flatMap(image => [
      ...Array.from({ length: image.runningContainers }, () => make(random, image, hosts, "running")),
      ...(random.below(1) < 0.2 ? [make(random, image, hosts, "exited")] : []),
    ]);
  const [first, second] = containers;
  if (first) {
    const itself = { kind: "container", id: first.id, name: first.name } as const;
    const host = { kind: "host", id: first.hostId, name: first.hostName } as const;
    first.labels = { "pci-scope": "cde", purpose: "storefront of the shop" };
    first.labelSources = { "pci-scope": host, purpose: itself };
  }
  if (second) {
    second.execGate = "none";
    second.execGateDetail = "started at 03:12 while the Enforcer was away; restart it to put the gate in place";
    second.privileged = true;
  }
  return containers;
}

function make(
  random: Random,
  image: Schemas["Image"],
  hosts: readonly Schemas["Host"][],
  state: Container["state"],
): Container {
  const host = random.pick(hosts.filter(each => each.state !== "revoked"));
  const gate = random.below(1);
  const name = image.names[0] ?? "unnamed";
  return {
    id: random.hex(64),
    name: `${name.split(/[/:]/)[1] ?? name}-${random.whole(90)}`,
    imageId: image.id,
    imageName: name,
    state,
    status: state === "running" ? `Up ${1 + random.whole(20)} hours` : "Exited (0) 3 hours ago",
    hostId: host.id,
    hostName: host.name,
    createdAt: hoursAgo(1 + random.whole(500)),
    user: random.below(1) < 0.7 ? "1000:1000" : "",
    privileged: false,
    labels: {},
    labelSources: {},
    services: [],
    networks: name.startsWith("shop/") ? ["bridge", "shop_back"] : ["bridge"],
    ports: state === "running" && gate < 0.4 ? [`0.0.0.0:${8_000 + random.whole(900)}->8080/tcp`] : ["8080/tcp"],
    exposed: state === "running" && gate < 0.4,
    unfixed: Math.max(0, image.severities.critical + image.severities.high - (image.accepted ?? 0)),
    startedBy: name.startsWith("shop/") ? "Compose: shop" : "unknown (engine API)",
    engineLabels: name.startsWith("shop/") ? { "com.docker.compose.project": "shop" } : {},
    execGate: state !== "running" ? "none" : gate < 0.85 ? "enforce" : gate < 0.97 ? "audit" : "none",
    execGateDetail: undefined,
    verdict: image.verdict,
    lastSeenAt: host.state === "silent" ? host.lastSeenAt : minutesAgo(0.2),
  };
}

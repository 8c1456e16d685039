import type { Schemas } from "../../src/api/client";
import type { Random } from "./random";
import { minutesAgo } from "./time";

type Host = Schemas["Host"];
type Capability = Schemas["Capability"];

const kernel = ["exec-permission-events", "file-system-marks", "mount-ids", "safe-path-walk", "descriptor-passing"]
  .concat(["cgroup-v2", "libbpf", "type-information", "overlay-type-information", "sentinel", "mapping-lookup"])
  .map((name): Capability => ({ name: `kernel-${name}`, state: "supported", detail: "" }));

const capabilities: Capability[] = [
  { name: "all-runtimes-governed", state: "supported", detail: "" },
  { name: "exec-gate", state: "supported", detail: "" },
  { name: "keeper", state: "supported", detail: "" },
  ...kernel,
  { name: "shim", state: "supported", detail: "" },
];

function except(...others: Capability[]): Capability[] {
  return capabilities.map(each => others.find(other => other.name === each.name) ?? each);
}

export function makeHosts(random: Random): Host[] {
  const base = (name: string): Host => ({
    id: random.uuid(),
    name,
    operatingSystem: "Debian GNU/Linux 12 (bookworm)",
    kernelVersion: "6.1.0-28-amd64",
    architecture: "amd64",
    engineVersion: "20.10.24",
    state: "connected",
    lastSeenAt: minutesAgo(0.1),
    enforcerId: random.uuid(),
    capabilities,
    labels: {},
    images: 0,
    containers: 0,
    runningContainers: 0,
  });
  return [
    {
      ...base("pay-01.shop.example"),
      labels: { "pci-scope": "cde", purpose: "card payments", owner: "payments team" },
    },
    {
      ...base("pay-02.shop.example"),
      labels: { "pci-scope": "cde", purpose: "card payments, standby", owner: "payments team" },
      capabilities: except({
        name: "kernel-sentinel",
        state: "unsupported",
        detail: "the kernel refused the program: Operation not permitted (kernel lockdown)",
      }),
    },
    {
      ...base("build-01.shop.example"),
      operatingSystem: "Ubuntu 24.04.1 LTS",
      kernelVersion: "6.8.0-48-generic",
      labels: { "pci-scope": "security", purpose: "image builds" },
      capabilities: except({
        name: "kernel-overlay-type-information",
        state: "unknown",
        detail: "the overlay module is not loaded",
      }),
    },
    {
      ...base("a-host-with-a-very-long-name-that-somebody-thought-was-a-good-idea.edge.eu-central-1.shop.example"),
      state: "silent",
      lastSeenAt: minutesAgo(187),
      capabilities: except(
        { name: "exec-gate", state: "unsupported", detail: "fanotify_init answered EPERM: CAP_SYS_ADMIN is missing" },
        { name: "keeper", state: "unsupported", detail: "there is no gate to hold" },
      ),
    },
    { ...base("old-db.shop.example"), state: "revoked", lastSeenAt: minutesAgo(60 * 24 * 12), capabilities: [] },
  ];
}

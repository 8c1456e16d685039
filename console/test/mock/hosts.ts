import type { Schemas } from "../../src/api/client";
import type { Random } from "./random";
import { minutesAgo } from "./time";

type Host = Schemas["Host"];
type Capability = Schemas["Capability"];

const capabilities: Capability[] = [
  { name: "shim", state: "supported", detail: "in the place of /usr/sbin/runc by dpkg-divert" },
  { name: "exec-gate", state: "supported", detail: "fanotify permission events, tried on a container's overlay" },
  { name: "exec-sentinel", state: "supported", detail: "raw tracepoint sched_process_exec, program loaded" },
  { name: "keeper", state: "supported", detail: "holds 14 fanotify descriptors" },
  { name: "noexec-mounts", state: "supported", detail: "put on volumes and tmpfs by the shim" },
  { name: "spool", state: "supported", detail: "fsync on /var/lib/plimsoll, 41.2 GB free" },
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
        name: "exec-sentinel",
        state: "unsupported",
        detail: "kernel refused the program: Operation not permitted (kernel lockdown)",
      }),
    },
    {
      ...base("build-01.shop.example"),
      operatingSystem: "Ubuntu 24.04.1 LTS",
      kernelVersion: "6.8.0-48-generic",
      labels: { "pci-scope": "security", purpose: "image builds" },
      capabilities: except({
        name: "noexec-mounts",
        state: "unknown",
        detail: "no container with a volume has been created since the Enforcer started",
      }),
    },
    {
      ...base("a-host-with-a-very-long-name-that-somebody-thought-was-a-good-idea.edge.eu-central-1.shop.example"),
      state: "silent",
      lastSeenAt: minutesAgo(187),
      capabilities: except(
        { name: "exec-gate", state: "unsupported", detail: "fanotify_init answered EPERM: CAP_SYS_ADMIN is missing" },
        { name: "keeper", state: "unsupported", detail: "needs the exec gate" },
      ),
    },
    { ...base("old-db.shop.example"), state: "revoked", lastSeenAt: minutesAgo(60 * 24 * 12), capabilities: [] },
  ];
}

import type { Schemas } from "../../src/api/client";
import { Random } from "./random";
import { minutesAgo } from "./time";

type Event = Schemas["AuditEvent"];

/** How many events the trail holds: more than the API counts exactly. */
export const EVENTS = 48_312;

interface Cast {
  hosts: readonly Schemas["Host"][];
  images: readonly Schemas["Image"][];
  containers: readonly Schemas["Container"][];
}

let made: readonly Event[] | undefined;

/**
 * The newest events, newest first; made from their numbers and a cast that is always the same, so once is enough:
 * they take longer than all else of the stock. Each stock gets copies, for tests change them.
 */
export function makeEvents(cast: Cast): Event[] {
  made ??= Array.from({ length: 12_000 }, (_, index) => make(EVENTS - index, index, cast));
  return made.map(each => ({ ...each }));
}

function make(sequence: number, age: number, { hosts, images, containers }: Cast): Event {
  const random = new Random(sequence);
  const container = random.pick(containers);
  const host = hosts.find(each => each.id === container.hostId)!;
  const time = minutesAgo(3 + age * 0.9);
  const base: Event = {
    sequence,
    type: "container.start",
    time,
    receivedAt: time,
    outcome: "success",
    actor: "unknown (engine API)",
    source: "unix:/run/docker.sock",
    host: host.name,
    object: { kind: "container", id: container.id, name: container.name },
    imageId: container.imageId,
    imageName: container.imageName,
    hash: random.digest(),
  };
  return { ...base, ...(scenes[age % scenes.length] ?? scenes[0]!)(random, images, hosts) };
}

type Scene = (random: Random, images: readonly Schemas["Image"][], hosts: readonly Schemas["Host"][]) => Partial<Event>;

const byHand: Partial<Event> = { host: undefined, imageId: undefined, imageName: undefined };

const scenes: readonly Scene[] = [
  () => ({ policy: "production", reason: "every rule holds" }),
  (_, images) => ({
    type: "container.start-refused",
    outcome: "failure",
    imageId: images[0]!.id,
    imageName: images[0]!.names[0],
    policy: "production",
    rule: "maximum-severity",
    reason: images[0]!.violations[0]!.reason,
    details: { runtime: "runc", command: "create", bundle: "/run/containerd/io.containerd.runtime.v2.task/moby/…" },
  }),
  random => ({
    type: "exec.denied",
    outcome: "failure",
    actor: "uid 1000",
    source: `pid ${1_000 + random.whole(30_000)}`,
    policy: "runtime",
    rule: "drift",
    reason: "/tmp/.x/miner is not in an unmodified layer of the image",
    details: { path: "/tmp/.x/miner", "why-drift": "created in the container", parent: "sh -c curl … | sh" },
  }),
  () => ({
    ...byHand,
    type: "policy.changed",
    actor: "admin",
    source: "192.0.2.17",
    object: { kind: "policy", id: "production", name: "production" },
    policy: "production",
    details: { version: "17", mode: "enforce", before: "audit" },
  }),
  () => ({
    ...byHand,
    type: "user.login-failed",
    outcome: "failure",
    actor: "administrator",
    source: "203.0.113.99",
    object: { kind: "user", id: "administrator", name: "administrator" },
    reason: "unknown user or wrong password",
  }),
  (_, images) => ({
    type: "image.scanned",
    actor: "system:enforcer",
    source: "scanner",
    object: { kind: "image", id: images[1]!.id, name: images[1]!.names[0]! },
    details: { packages: "412", executables: "1033", complete: "true", seconds: "2.4" },
  }),
  () => ({
    type: "container.start-would-refuse",
    policy: "default",
    rule: "runs-as-root",
    reason: "the image names no user",
  }),
  (_, _images, hosts) => ({
    ...byHand,
    type: "enforcer.gap",
    outcome: "failure",
    actor: "system:center",
    source: "command-center",
    host: hosts[3]!.name,
    object: { kind: "host", id: hosts[3]!.id, name: hosts[3]!.name },
    reason: "nothing was heard for 5 minutes; what happened there meanwhile is not known",
  }),
  () => ({ type: "engine.container-create", details: { "api-version": "1.41" } }),
];

import { expect, test } from "vitest";
import type { Event } from "./EventTable";
import { remedyOf } from "./remedy";

const event = (fields: Partial<Event>): Event => ({
  sequence: 1,
  type: "container.start-refused",
  time: "2026-11-23T12:00:00Z",
  receivedAt: "2026-11-23T12:00:00Z",
  outcome: "failure",
  actor: "ada",
  source: "docker.sock",
  object: { kind: "container", id: "c1", name: "shop" },
  hash: "sha256:00",
  ...fields,
});

test("a refused start is allowed by an exception about its image", () =>
  expect(remedyOf(event({ imageName: "shop:1", policy: "production", rule: "maximum-severity" }))).toEqual({
    kind: "exception",
    image: "shop:1",
  }));

test("what nobody scanned is scanned and not accepted", () =>
  expect(remedyOf(event({ imageName: "shop:1", imageId: "sha256:1", rule: "unscanned" }))).toEqual({
    kind: "scan",
    imageId: "sha256:1",
  }));

test("what runs in a container is a matter of the policy", () =>
  expect(remedyOf(event({ type: "exec.denied", policy: "runtime", rule: "drift" }))).toMatchObject({
    kind: "policy",
    policy: "runtime",
  }));

test("other events have nothing to allow", () => {
  expect(remedyOf(event({ type: "user.login-failed" }))).toBeUndefined();
  expect(remedyOf(event({ type: "exec.denied" }))).toBeUndefined();
});

import type { Schemas } from "../api/client";

export const outcomes: Readonly<Record<Schemas["Outcome"], string>> = { success: "success", failure: "failure" };

/** The lists beside the events, as the address names them. */
export const tabs = {
  incidents: "Incidents",
  archives: "Archives",
  checkpoints: "Signed checkpoints",
} as const;

/** Types worth a word in the list that is offered; any other, or the first part of one, can be typed. */
export const types = [
  "container",
  "container.start-refused",
  "container.start-would-refuse",
  "container.start-ungoverned",
  "exec",
  "exec.denied",
  "image",
  "enforcer",
  "enforcer.gap",
  "host",
  "engine",
  "user",
  "user.login-failed",
  "api-token",
  "policy",
  "label",
  "enrolment-token",
  "intelligence",
];

/** Stretches of time that end now, as the address names them. */
export const spans = { hour: "last hour", day: "last 24 hours", week: "last 7 days" } as const;

const HOURS = { hour: 1, day: 24, week: 168 } as const;

interface Timed {
  last?: keyof typeof spans | undefined;
  from?: string | undefined;
}

/** What the server is asked for: a stretch that ends now begins so long before now. */
export function asked<S extends Timed>({ last, ...search }: S, now = Date.now()): Omit<S, "last"> {
  return last ? { ...search, from: new Date(now - HOURS[last] * 3_600_000).toISOString(), to: undefined } : search;
}

/** `2026-11-23T19:44` as a datetime field gives it, read as UTC; absent when it is no time. */
export function utcField(value: string): string | undefined {
  const date = new Date(`${value}Z`);
  return value === "" || Number.isNaN(date.getTime()) ? undefined : date.toISOString();
}

/** The other way round. */
export const fieldOf = (at: string | undefined) => at?.slice(0, 16) ?? "";

/** Fields of an event that the list can be narrowed to, by the names of the API. */
export const fields = ["actor", "host", "container", "image", "policy"] as const;

/** The last moment of a stretch of time that begins there; times have milliseconds. */
export const lastMoment = (from: string, seconds: number) =>
  new Date(Date.parse(from) + seconds * 1_000 - 1).toISOString();

/** What narrows the list of events to those of one incident; but for starts, a container of which is another each time. */
export function eventsOf(incident: Schemas["AuditIncident"]) {
  const { type, outcome, actor, host, policy, object, firstTime, lastTime } = incident;
  return {
    type,
    outcome,
    actor: actor || undefined,
    host,
    policy,
    image: incident.imageId ?? incident.imageName,
    container: object.kind === "container" && !type.startsWith("container.") ? object.id : undefined,
    from: firstTime,
    to: lastTime,
  };
}

import { type Zone, zone } from "./zone";

/** `2026-11-23 19:44:05`: evidence is read in one time zone, which the column or the title names. */
export function utc(at: string): string {
  const date = new Date(at);
  return Number.isNaN(date.getTime()) ? at : date.toISOString().slice(0, 19).replace("T", " ");
}

/** The same in the zone of this browser. */
export function local(at: string): string {
  const date = new Date(at);
  return Number.isNaN(date.getTime()) ? at : utc(new Date(date.getTime() + offset(date) * 60_000).toISOString());
}

/** Minutes east of Greenwich. */
const offset = (date: Date) => -date.getTimezoneOffset();

/** `UTC+05:30`, as it was or will be at that time. */
export function zoneAt(at: string): string {
  const minutes = offset(new Date(at));
  if (!minutes) return "UTC";
  const two = (number: number) => String(Math.floor(number)).padStart(2, "0");
  return `UTC${minutes < 0 ? "-" : "+"}${two(Math.abs(minutes) / 60)}:${two(Math.abs(minutes) % 60)}`;
}

/** The time as it is to be shown. */
export const shown = (at: string, chosen: Zone) => (chosen === "local" ? local(at) : utc(at));

/** The same with its zone, for where no heading names it. */
export function exact(at: string): string {
  return zone() === "local" ? `${local(at)} ${zoneAt(at)}` : `${utc(at)} UTC`;
}

const steps: readonly [seconds: number, unit: string][] = [
  [86_400, "d"],
  [3_600, "h"],
  [60, "min"],
];

/** `4 min ago`, `3 d ago`; a clock that runs ahead reads `just now`. */
export function ago(at: string, now: Date = new Date()): string {
  const span = duration(at, now);
  return span === "" ? "just now" : `${span} ago`;
}

/** `4 min`, `3 d`: the whole units between two times; empty below a minute. */
export function duration(from: string, to: Date): string {
  const seconds = Math.floor((to.getTime() - new Date(from).getTime()) / 1_000);
  for (const [size, unit] of steps) {
    if (seconds >= size) return `${Math.floor(seconds / size)} ${unit}`;
  }
  return "";
}

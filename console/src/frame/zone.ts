import { useSyncExternalStore } from "react";

/** In which time zone times are shown: the one of evidence, or the one of this browser. */
export type Zone = "utc" | "local";

const KEY = "plimsoll.zone";
const listeners = new Set<() => void>();

export const zone = (): Zone => (localStorage.getItem(KEY) === "local" ? "local" : "utc");

/** Shows all times in this zone from now on; kept in the browser. */
export function setZone(next: Zone) {
  localStorage.setItem(KEY, next);
  listeners.forEach(each => each());
}

/** The zone, for what has to be drawn anew when it changes. */
export function useZone(): Zone {
  return useSyncExternalStore(listen, zone);
}

function listen(listener: () => void) {
  listeners.add(listener);
  return () => void listeners.delete(listener);
}

/** What stands behind a heading of times. */
export const zoneWords: Readonly<Record<Zone, string>> = { utc: "UTC", local: "local" };

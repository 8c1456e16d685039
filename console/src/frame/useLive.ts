import { type QueryClient, useQueryClient } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { listen } from "../api/live";

/** What a change of one list makes stale besides the list itself. */
const alsoStale: Record<string, readonly string[]> = {
  images: ["dashboard"],
  containers: ["dashboard", "images", "hosts"],
  hosts: ["dashboard", "enforcers"],
  enforcers: ["dashboard", "hosts", "enrolment-tokens"],
  policies: ["dashboard", "images"],
  "audit-events": ["dashboard"],
  labels: ["images", "containers", "hosts"],
  intelligence: ["dashboard", "images"],
};

export const staleAfter = (list: string): readonly string[] => [list, ...(alsoStale[list] ?? [])];

/** Keeps what is on the screen up to date while the frame stands; tells whether the stream of changes is open. */
export function useLive(): boolean {
  const client = useQueryClient();
  const [connected, setConnected] = useState(false);
  useEffect(() => {
    const abort = new AbortController();
    const stale = new Collector(client);
    let first = true;
    void listen(
      {
        changed: list => stale.add(staleAfter(list)),
        connected: now => {
          setConnected(now);
          // What changed while the stream was away is unknown, so everything is stale.
          if (now && !first) void client.invalidateQueries();
          first = false;
        },
      },
      abort.signal,
    );
    return () => {
      abort.abort();
      stale.stop();
    };
  }, [client]);
  return connected;
}

/** Gathers a second's changes into one refresh: a busy host changes its containers many times a second. */
class Collector {
  private readonly client: QueryClient;
  private readonly waiting = new Set<string>();
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(client: QueryClient) {
    this.client = client;
  }

  add(lists: readonly string[]) {
    lists.forEach(list => this.waiting.add(list));
    this.timer ??= setTimeout(() => this.refresh(), 1_000);
  }

  private refresh() {
    this.timer = undefined;
    for (const list of this.waiting) void this.client.invalidateQueries({ queryKey: [list] });
    this.waiting.clear();
  }

  stop() {
    clearTimeout(this.timer);
  }
}

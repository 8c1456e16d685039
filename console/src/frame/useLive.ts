import { type QueryClient, useQueryClient } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { listen } from "../api/live";

/** What a change of one list makes stale besides the list itself. */
const alsoStale: Record<string, readonly string[]> = {
  "scan-queue": ["registries"],
  images: ["dashboard", "exceptions", "vulnerabilities"],
  containers: ["dashboard", "images", "hosts"],
  hosts: ["dashboard", "enforcers"],
  enforcers: ["dashboard", "hosts", "enrolment-tokens"],
  policies: ["dashboard", "images"],
  exceptions: ["images", "vulnerabilities", "compliance"],
  "audit-events": ["dashboard"],
  labels: ["images", "containers", "hosts"],
  intelligence: ["dashboard", "images"],
};

export const staleAfter = (list: string): readonly string[] => [list, ...(alsoStale[list] ?? [])];

/**
 * Keeps what is on the screen up to date while somebody may look at it; tells whether the stream of changes is open. A
 * hidden tab holds no stream: a browser opens six connections to a server, and each stream takes one of them.
 */
export function useLive(): boolean {
  const client = useQueryClient();
  const [connected, setConnected] = useState(false);
  useEffect(() => {
    const stale = new Collector(client);
    let abort: AbortController | undefined;
    let first = true;

    function connect(now: boolean) {
      setConnected(now);
      // What changed while the stream was away is unknown, so everything is stale.
      if (now && !first) void client.invalidateQueries();
      first = false;
    }

    function follow() {
      abort?.abort();
      if (document.hidden) return;
      abort = new AbortController();
      void listen({ changed: list => stale.add(staleAfter(list)), connected: connect }, abort.signal);
    }

    follow();
    document.addEventListener("visibilitychange", follow);
    return () => {
      document.removeEventListener("visibilitychange", follow);
      abort?.abort();
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

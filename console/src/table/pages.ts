import { keepPreviousData, type QueryKey, useQuery } from "@tanstack/react-query";
import { useLocation, useNavigate } from "@tanstack/react-router";
import { useEffect, useRef } from "react";
import type { Schemas } from "../api/client";
import { count } from "../frame/numbers";

/** Every list answers like this; `next` is absent on the last page. */
export interface PageOf<T> {
  items: T[];
  next?: string;
  total: Schemas["Total"];
}

export const PAGE_SIZE = 50;

declare module "@tanstack/react-router" {
  interface HistoryState {
    /** The cursors of the pages before this one and of this one; the first page needs none. */
    trail?: string[];
  }
}

/** A page of a list as a screen uses it. */
export interface Pages<T> {
  page: PageOf<T> | undefined;
  error: unknown;
  stale: boolean;
  /** Number of rows before this page. */
  before: number;
  previous: (() => void) | undefined;
  next: (() => void) | undefined;
  again: () => void;
}

/**
 * Reads a list page by page. A cursor leads only forward, so the way back is the trail of cursors; it lives in the
 * browser's history entry, and going back from a detail page comes to the same page again.
 *
 * @param key first the name of the list, then everything that narrows it
 * @param held whether what is shown stays as it is, whatever changes meanwhile; read again afterwards
 */
export function usePages<T>(
  key: QueryKey,
  read: (cursor: string | undefined, signal: AbortSignal) => Promise<PageOf<T>>,
  held = false,
): Pages<T> {
  const trail = useLocation({ select: location => location.state.trail }) ?? none;
  const navigate = useNavigate();
  const cursor = trail.at(-1);
  const { data, error, isPlaceholderData, refetch } = useQuery({
    queryKey: [...key, { cursor }],
    queryFn: ({ signal }) => read(cursor, signal),
    placeholderData: keepPreviousData,
    ...(held && { staleTime: "static" as const }),
  });
  const wasHeld = useRef(held);
  useEffect(() => {
    if (wasHeld.current && !held) void refetch();
    wasHeld.current = held;
  }, [held, refetch]);
  const go = (to: string[]) => void navigate({ to: ".", search: true, state: { trail: to } });
  const onward = data?.next;
  return {
    page: data,
    error,
    stale: isPlaceholderData,
    before: trail.length * PAGE_SIZE,
    previous: trail.length > 0 ? () => go(trail.slice(0, -1)) : undefined,
    next: onward ? () => go([...trail, onward]) : undefined,
    again: () => void refetch(),
  };
}

const none: string[] = [];

/** As far the server counts; another number that is no end is how many a search has found so far. */
const COUNTED = [1_000, 10_000];

/** `51–100 of 1,234`, `51–100 of more than 10,000`, `3 here, older ones may follow`. */
export function range(before: number, shown: number, total: Schemas["Total"]): string {
  if (total.relation === "gte" && !COUNTED.includes(total.value)) return `${count(shown)} here, older ones may follow`;
  const all = total.relation === "gte" ? `more than ${count(total.value)}` : count(total.value);
  return `${count(before + 1)}–${count(before + shown)} of ${all}`;
}

import { api, body, type Schemas } from "../api/client";

export type Stopped = Schemas["StoppedImage"];

/** How far a rehearsal has come. */
export interface Progress {
  looked: number;
  total: Schemas["Total"];
  stopped: readonly Stopped[];
  done: boolean;
}

/** Images that run or start most come first: those are who would feel it. */
export const mostFelt = (a: Stopped, b: Stopped) =>
  b.runningContainers - a.runningContainers ||
  b.starts.value - a.starts.value ||
  (a.names[0] ?? a.id).localeCompare(b.names[0] ?? b.id);

/** Asks a draft of everything that is stored, part by part, and tells how far it has come after each. */
export async function rehearse(
  draft: Schemas["Rehearsal"],
  signal: AbortSignal,
  tell: (progress: Progress) => void,
): Promise<void> {
  let cursor: string | undefined;
  let progress: Progress = { looked: 0, total: { value: 0, relation: "eq" }, stopped: [], done: false };
  do {
    const part = await body(
      api.POST("/policy-drafts/rehearsal", { params: { query: { cursor, limit: 50 } }, body: draft, signal }),
    );
    progress = {
      looked: progress.looked + part.looked,
      total: part.total,
      stopped: [...progress.stopped, ...part.items].toSorted(mostFelt),
      done: !part.next,
    };
    tell(progress);
    cursor = part.next;
  } while (cursor);
}

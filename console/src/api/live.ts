import { API } from "./client";
import { endSession, sessionToken } from "../session/session";

/** One server-sent event. */
export interface ServerEvent {
  type: string;
  data: string;
}

/** What the stream of changes tells. */
export interface LiveListener {
  /** The list that changed, such as `images`. */
  changed(list: string): void;
  /** `true` when the stream is open; what happened while it was not is unknown. */
  connected(now: boolean): void;
}

/** Cuts a stream of text into server-sent events (WHATWG HTML, 9.2.6). Comments and unknown fields are skipped. */
export async function* serverEvents(chunks: AsyncIterable<string>): AsyncGenerator<ServerEvent> {
  let rest = "";
  let type = "";
  let data: string[] = [];
  for await (const chunk of chunks) {
    rest += chunk;
    const lines = rest.split(/\r\n|\n|\r(?!$)/);
    rest = lines.pop() ?? "";
    for (const line of lines) {
      if (line === "") {
        if (data.length > 0) yield { type: type || "message", data: data.join("\n") };
        type = "";
        data = [];
        continue;
      }
      const colon = line.indexOf(":");
      const field = colon < 0 ? line : line.slice(0, colon);
      const value = colon < 0 ? "" : line.slice(colon + 1).replace(/^ /, "");
      if (field === "event") type = value;
      if (field === "data") data.push(value);
    }
  }
}

/**
 * Listens until the signal aborts, and comes back by itself after a break: after 1 s, then twice as long each time, at
 * most 30 s. The browser's own EventSource cannot send the bearer token, hence `fetch`.
 */
export async function listen(listener: LiveListener, signal: AbortSignal): Promise<void> {
  let pause = 1_000;
  while (!signal.aborted) {
    try {
      await listenOnce(listener, signal, () => (pause = 1_000));
    } catch {
      // A broken stream is expected; the pause below decides when the next one is tried.
    }
    if (signal.aborted) return;
    listener.connected(false);
    await delay(pause, signal);
    pause = Math.min(2 * pause, 30_000);
  }
}

async function listenOnce(listener: LiveListener, signal: AbortSignal, opened: () => void) {
  const response = await fetch(`${API}/live`, {
    headers: { Accept: "text/event-stream", Authorization: `Bearer ${sessionToken() ?? ""}` },
    signal,
  });
  if (response.status === 401) return endSession("expired");
  if (!response.ok || !response.body) return;
  opened();
  listener.connected(true);
  for await (const event of serverEvents(textOf(response.body))) {
    if (event.type === "change") listener.changed(event.data);
  }
}

async function* textOf(stream: ReadableStream<Uint8Array>): AsyncGenerator<string> {
  const reader = stream.getReader();
  const decoder = new TextDecoder();
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      yield decoder.decode(value, { stream: true });
    }
  } finally {
    reader.releaseLock();
  }
}

function delay(milliseconds: number, signal: AbortSignal) {
  return new Promise<void>(resolve => {
    const timer = setTimeout(resolve, milliseconds);
    signal.addEventListener("abort", () => (clearTimeout(timer), resolve()), { once: true });
  });
}

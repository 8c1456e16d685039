import { expect, test } from "vitest";
import { type ServerEvent, serverEvents } from "./live";

async function read(...chunks: string[]): Promise<ServerEvent[]> {
  const events: ServerEvent[] = [];
  for await (const event of serverEvents(stream(chunks))) events.push(event);
  return events;
}

async function* stream(chunks: string[]) {
  yield* chunks;
}

test("a stream without events gives none", async () => expect(await read()).toEqual([]));

test("reads events however the network cuts them", async () => {
  const text = "event: change\ndata: images\n\nevent: change\ndata: hosts\n\n";
  const expected = [
    { type: "change", data: "images" },
    { type: "change", data: "hosts" },
  ];
  expect(await read(text)).toEqual(expected);
  expect(await read(...text)).toEqual(expected);
});

test("takes all three line ends, also one that is cut in two", async () => {
  expect(await read("event: change\r", "\ndata: images\r\n\r\n")).toEqual([{ type: "change", data: "images" }]);
  expect(await read("event: change\rdata: images\r\r", "\n")).toEqual([{ type: "change", data: "images" }]);
});

test("skips comments, unknown fields and events without data", async () => {
  expect(await read(": still here\n\nid: 7\nevent: change\n\ndata:a\ndata: b\n\n")).toEqual([
    { type: "message", data: "a\nb" },
  ]);
});

test("an event that is cut off is no event", async () => {
  expect(await read("event: change\ndata: images\n")).toEqual([]);
});

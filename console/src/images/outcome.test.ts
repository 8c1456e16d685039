import { expect, test } from "vitest";
import { done, refusals } from "./outcome";

test("says how many it was done to, and of the others why not by their names", () => {
  const outcome = { done: 1, failed: [{ id: "sha256:b", code: "image-on-host", detail: "it is still on web-1" }] };
  expect(done(outcome, "Deleted")).toBe("Deleted: 1 image.");
  expect(done({ done: 0, failed: [] }, "Deleted")).toBe("Nothing was done.");
  expect(refusals(outcome, [{ id: "sha256:b", name: "shop/web:1" }])).toEqual([
    { id: "sha256:b", name: "shop/web:1", detail: "it is still on web-1" },
  ]);
});

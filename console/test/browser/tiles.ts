import { expect } from "vitest";
import type { Visitor } from "./browser";

const tiles = [
  ["Exposed, unfixed", "Containers"],
  ["Running, unfixed", "Containers"],
  ["Refused starts", "Audit"],
  ["Stopped programs", "Audit"],
  ["Refused images", "Images"],
  ["Unscanned", "Images"],
  ["Ungated", "Containers"],
  ["Silent hosts", "Hosts"],
  ["Weak hosts", "Hosts"],
] as const;

/** Follows each number of the first page: the list behind it must hold as many rows. */
export async function tilesAgree(visitor: Visitor) {
  for (const [tile, heading] of tiles) {
    await visitor.visit("/");
    const link = visitor.page.locator("main a", { hasText: tile });
    const number = (await link.innerText()).split("\n").find(line => /^[\d,]+$/.test(line));
    await link.click();
    await visitor.page.getByRole("heading", { name: heading, exact: true }).waitFor();
    await visitor.settled();
    const total = visitor.page.getByText(/^[\d,]+–[\d,]+ of /);
    const shown = (await total.count()) === 0 ? "0" : (await total.innerText()).split(" of ")[1];
    expect.soft(shown, tile).toBe(number);
  }
}

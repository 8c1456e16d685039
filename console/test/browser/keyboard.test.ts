import { expect, test } from "vitest";
import { eachTestVisits, looksRight, visitor } from "./visiting";

/** What the keys do, in a real browser. Each test has a Command Center of its own. */
eachTestVisits();

const heading = (name: string) => visitor.page.getByRole("heading", { level: 1, name, exact: true }).waitFor();
const press = (key: string) => visitor.page.keyboard.press(key);
const focused = () => visitor.page.evaluate(() => document.activeElement?.textContent?.trim() ?? "");

test("Ctrl+K goes to a screen by a part of its name", async () => {
  await visitor.arriveAt("/");
  await press("Control+k");
  const field = visitor.page.getByRole("combobox", { name: "Search or go to" });
  await field.fill("host");
  await expect.poll(() => visitor.page.getByRole("option", { selected: true }).innerText()).toMatch(/^Hosts/);
  expect(await visitor.barriers()).toEqual([]);
  await press("Enter");
  await heading("Hosts");
  await visitor.page.getByRole("dialog").waitFor({ state: "detached" });
});

test("the palette looks for words in a list; arrows choose, Escape leaves everything as it was", async () => {
  await visitor.arriveAt("/");
  await visitor.page.getByRole("button", { name: "Search" }).click();
  await visitor.page.keyboard.type("payment");
  await expect
    .poll(() => visitor.page.getByRole("option", { selected: true }).innerText())
    .toBe("Images with “payment”");
  await press("ArrowDown");
  await press("Enter");
  await heading("Packages");
  await expect.poll(() => new URL(visitor.page.url()).searchParams.get("query")).toBe("payment");
  await press("Control+k");
  await visitor.page.keyboard.type("zzz<b>");
  await press("Escape");
  await visitor.page.getByRole("dialog").waitFor({ state: "detached" });
  await heading("Packages");
});

test("the palette and the help lead nobody where the role may not read", async () => {
  await visitor.arriveAt("/policies", "pipeline");
  await press("Control+k");
  const screens = visitor.page.getByRole("option").filter({ has: visitor.page.locator("kbd") });
  await screens.first().waitFor();
  expect((await screens.allInnerTexts()).map(text => text.split("\n")[0])).toEqual([
    "Policies",
    "Intelligence",
    "Keyboard",
  ]);
  await press("Escape");
  await visitor.page.getByRole("dialog").waitFor({ state: "detached" });
  await press("g");
  await press("u");
  await heading("Policies");
});

test("g and a letter go to a screen, but not while somebody writes", async () => {
  await visitor.arriveAt("/");
  await press("g");
  await press("i");
  await heading("Images");
  await press("/");
  await visitor.page.keyboard.type("gc?");
  await expect.poll(() => visitor.page.getByRole("searchbox").first().inputValue()).toBe("gc?");
  await heading("Images");
});

test("j and k walk through the rows of a list, and Enter opens one", async () => {
  await visitor.arriveAt("/images");
  const rows = await visitor.page.locator("tbody td:nth-child(2) a").allInnerTexts();
  await press("j");
  await expect.poll(focused).toBe(rows[0]);
  await press("j");
  await press("j");
  await press("k");
  await expect.poll(focused).toBe(rows[1]);
  await press("Enter");
  await visitor.page.waitForURL(/\/images\/sha256/);
});

test("palette and help are drawn without a barrier", async () => {
  await visitor.arriveAt("/");
  await press("Control+k");
  await visitor.page.getByRole("combobox").fill("im");
  await looksRight("palette-1280");
  await press("Escape");
  await visitor.page.getByRole("dialog").waitFor({ state: "detached" });
  await press("?");
  await visitor.page.getByRole("dialog").getByText("Next row of a list").waitFor();
  await looksRight("keyboard-1280");
});

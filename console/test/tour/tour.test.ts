import { afterAll, beforeAll, expect, test } from "vitest";
import type { Browser } from "playwright-core";
import { launch, Visitor } from "../browser/browser";
import { tilesAgree } from "../browser/tiles";

/**
 * Every screen of a running Command Center, and the first thing in each list: nothing may complain, and no call may come
 * back with a problem. `PLIMSOLL_URL`, `PLIMSOLL_USER` (else `admin`) and `PLIMSOLL_PASSWORD` name it.
 */
const url = process.env.PLIMSOLL_URL;
const user = process.env.PLIMSOLL_USER ?? "admin";
const password = process.env.PLIMSOLL_PASSWORD;

const lists = ["/images", "/containers", "/hosts", "/policies"];
const others = ["/", "/audit", "/audit?tab=checkpoints", "/compliance", "/labels", "/enforcers"].concat([
  "/enforcers?tab=tokens",
  "/intelligence",
  "/users",
]);

let browser: Browser;
let visitor: Visitor;
const refused: string[] = [];

beforeAll(async () => {
  if (!url || !password) throw new Error("set PLIMSOLL_URL and PLIMSOLL_PASSWORD to tour a Command Center");
  browser = await launch();
  visitor = await Visitor.arrive(browser, url);
  visitor.page.on("response", response => {
    if (response.status() >= 400) refused.push(`${response.status()} ${response.request().method()} ${response.url()}`);
  });
  await visitor.logIn(user, password);
  await visitor.page.getByRole("navigation").waitFor();
});

afterAll(() => browser?.close());

async function look(path: string) {
  await visitor.visit(path);
  await visitor.picture(`tour${path.replaceAll(/[^a-z0-9]+/gi, "-").slice(0, 40)}`);
  expect.soft(await visitor.page.getByRole("alert").allInnerTexts(), path).toEqual([]);
  expect.soft(await visitor.barriers(), path).toEqual([]);
}

test("every screen shows what the server has", async () => {
  for (const path of [...others, ...lists]) await look(path);
});

test("the first thing of each list has a screen of its own, with all its tabs", async () => {
  for (const list of lists) {
    await visitor.visit(list);
    const link = visitor.page.locator("tbody a").first();
    if ((await link.count()) === 0) continue;
    await link.click();
    await visitor.page.waitForURL(address => address.pathname !== list);
    await visitor.settled();
    const path = new URL(visitor.page.url()).pathname;
    await look(path);
    const tabs = visitor.page.getByRole("tab");
    for (let index = 0; index < (await tabs.count()); index++) {
      await tabs.nth(index).click();
      await visitor.settled();
      await visitor.picture(`tour${list.replace("/", "-")}-tab-${index}`);
      expect.soft(await visitor.page.getByRole("alert").allInnerTexts(), `${path} tab ${index}`).toEqual([]);
    }
  }
});

test("every number of the first page leads to what it counts", () => tilesAgree(visitor));

test("nothing complained and nothing was refused", () => {
  expect(visitor.complaints).toEqual([]);
  expect(refused).toEqual([]);
});

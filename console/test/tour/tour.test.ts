import { execFileSync } from "node:child_process";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { launch, profile, type Scheme, SCREENSHOTS, Visitor } from "../browser/browser";
import { tilesAgree } from "../browser/tiles";

/**
 * Every screen of a running Command Center, and the first thing in each list: nothing may complain, and no call may come
 * back with a problem. `PLIMSOLL_URL`, `PLIMSOLL_USER` (else `admin`) and `PLIMSOLL_PASSWORD` name it;
 * `PLIMSOLL_REFUSAL` is a shell command that has a container refused whose name it prints.
 */
const url = process.env.PLIMSOLL_URL;
const user = process.env.PLIMSOLL_USER ?? "admin";
const password = process.env.PLIMSOLL_PASSWORD;
const refusal = process.env.PLIMSOLL_REFUSAL;

const screens = [
  ["dashboard", "/", "Dashboard"],
  ["services", "/services", "Services"],
  ["images", "/images", "Images"],
  ["packages", "/packages", "Packages"],
  ["vulnerabilities", "/vulnerabilities", "Vulnerabilities"],
  ["containers", "/containers", "Containers"],
  ["networks", "/networks", "Networks"],
  ["hosts", "/hosts", "Hosts"],
  ["audit", "/audit", "Audit"],
  ["checkpoints", "/audit?tab=checkpoints", "Audit"],
  ["compliance", "/compliance", "Compliance: PCI DSS"],
  ["registries", "/registries", "Registries"],
  ["scan-queue", "/registries?tab=queue", "Registries"],
  ["policies", "/policies", "Policies"],
  ["exceptions", "/exceptions", "Exceptions"],
  ["new-exception", "/exceptions/new", "New exception"],
  ["labels", "/labels", "Labels"],
  ["enforcers", "/enforcers", "Enforcers"],
  ["enrolment", "/enforcers?tab=tokens", "Enforcers"],
  ["intelligence", "/intelligence", "Intelligence"],
  ["users", "/users", "Users"],
  ["account", "/account", "My account"],
] as const;
const lists = ["/images", "/containers", "/networks", "/hosts", "/policies"];

let browser: Browser;
const refused: string[] = [];

beforeAll(async () => {
  if (!url || !password) throw new Error("set PLIMSOLL_URL and PLIMSOLL_PASSWORD to tour a Command Center");
  browser = await launch();
});

afterAll(() => browser?.close());

async function arrive(scheme: Scheme): Promise<Visitor> {
  const visitor = await Visitor.arrive(await profile(browser, url!), url!, scheme);
  visitor.page.on("response", response => {
    if (response.status() >= 400) refused.push(`${response.status()} ${response.request().method()} ${response.url()}`);
  });
  await visitor.logIn(user, password);
  await visitor.page.getByRole("navigation").waitFor();
  return visitor;
}

async function look(visitor: Visitor, name: string, scheme: Scheme) {
  expect.soft(await visitor.page.getByRole("alert").allInnerTexts(), name).toEqual([]);
  expect.soft(await visitor.barriers(), name).toEqual([]);
  for (const width of [1920, 1280]) {
    await visitor.widen(width);
    await visitor.picture(`tour-${name}-${width}-${scheme}`);
    expect.soft(await visitor.overflow(), `${name} scrolls sideways at ${width}`).toBeLessThanOrEqual(0);
  }
}

// The dark one differs in nothing that a server answers: it is toured for its pictures.
describe.each<Scheme>(SCREENSHOTS ? ["light", "dark"] : ["light"])("in the %s scheme", scheme => {
  let visitor: Visitor;

  beforeAll(async () => {
    visitor = await arrive(scheme);
  });

  afterAll(async () => {
    expect(visitor.complaints).toEqual([]);
    await visitor.leave();
  });

  test("every screen shows what the server has", async () => {
    for (const [name, path, heading] of screens) {
      await visitor.visit(path);
      await expect.soft(visitor.page.locator("h1").innerText(), name).resolves.toBe(heading);
      await look(visitor, name, scheme);
    }
  });

  test("the first thing of each list has a screen of its own, with all its tabs", async () => {
    for (const list of lists) {
      await visitor.visit(list);
      const link = visitor.page.locator("tbody a").first();
      if ((await link.count()) === 0) continue;
      await link.click();
      await visitor.page.waitForURL(address => address.pathname !== list);
      await visitor.settled();
      const name = list.slice(1).replace(/(ie)?s$/, match => (match === "ies" ? "y" : ""));
      await look(visitor, name, scheme);
      const tabs = visitor.page.getByRole("tab");
      for (let index = 1; index < (await tabs.count()); index++) {
        await tabs.nth(index).click();
        await visitor.settled();
        await look(visitor, `${name}-tab-${index}`, scheme);
      }
    }
  });
});

test("every number of the first page leads to what it counts", async () => {
  const visitor = await arrive("light");
  await tilesAgree(visitor);
  await visitor.leave();
});

test.runIf(refusal)("a refusal appears in the trail by itself, with policy, rule and reason", async () => {
  const visitor = await arrive("light");
  await visitor.visit("/audit?type=container.start-refused");
  await visitor.page.getByRole("status").getByText("Live").waitFor();
  const name = execFileSync("sh", ["-c", refusal!], { encoding: "utf8" }).trim();
  await visitor.page.locator("tbody tr", { hasText: name }).first().waitFor();
  await visitor.picture("tour-audit-live-1280-light");
  await visitor.page.locator("tbody tr", { hasText: name }).locator("button").first().click();
  const event = visitor.page.getByRole("dialog");
  await event.getByText("Hash in the chain").waitFor();
  await expect(event.innerText()).resolves.toContain("maximum-severity");
  expect(await visitor.barriers()).toEqual([]);
  await visitor.picture("tour-audit-event-1280-light");
  expect(visitor.complaints).toEqual([]);
  await visitor.leave();
});

test("no call came back with a problem", () => {
  expect(refused).toEqual([]);
});

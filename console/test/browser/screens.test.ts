import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Mock, startMock } from "../mock/server";
import { launch, profile, Visitor } from "./browser";

/** Every screen is visited, in both colour schemes and at two widths: drawn, readable, and quiet in the console. */
let browser: Browser;
let mock: Mock;

beforeAll(async () => {
  mock = await startMock();
  browser = await launch();
});

afterAll(async () => {
  await browser?.close();
  await mock?.close();
});

/** Name of the picture, path, heading. */
function screens(): [string, string, string | RegExp][] {
  const [image] = mock.stock.images;
  const hostile = mock.stock.images.find(each => each.id && each.names.length === 0)!;
  const [container] = mock.stock.containers;
  const host = mock.stock.hosts[1]!;
  const network = mock.stock.networks.find(each => each.name === "shop_back")!;
  return [
    ["dashboard", "/", "Dashboard"],
    ["images", "/images", "Images"],
    ["images-holding", "/images?package=libc6&packageVersion=2.36-9%2Bdeb12u1&packageType=deb", "Images"],
    ["packages", "/packages", "Packages"],
    ["vulnerabilities", "/vulnerabilities", "Vulnerabilities"],
    ["image", `/images/${image!.id}`, "shop/checkout:2.14.1"],
    ["image-advice", `/images/${image!.id}?tab=advice`, "shop/checkout:2.14.1"],
    ["image-overview", `/images/${image!.id}?tab=overview`, "shop/checkout:2.14.1"],
    ["image-unknown", `/images/${image!.id}?tab=unknown`, "shop/checkout:2.14.1"],
    ["image-executables", `/images/${image!.id}?tab=executables`, "shop/checkout:2.14.1"],
    ["image-packages", `/images/${image!.id}?tab=packages`, "shop/checkout:2.14.1"],
    ["image-sensitive", `/images/${image!.id}?tab=sensitive`, "shop/checkout:2.14.1"],
    ["image-layers", `/images/${image!.id}?tab=layers`, "shop/checkout:2.14.1"],
    ["image-hostile", `/images/${hostile.id}?tab=overview`, /^[0-9a-f]{12}$/],
    ["containers", "/containers", "Containers"],
    ["container", `/containers/${container!.id}`, container!.name],
    ["services", "/services", "Services"],
    ["service", "/services/shop", "shop"],
    ["service-rules", "/services/shop?tab=rules", "shop"],
    ["service-labels", "/services/shop?tab=labels", "shop"],
    ["networks", "/networks", "Networks"],
    ["network", `/networks/${network.id}`, "shop_back"],
    ["audit", "/audit", "Audit"],
    ["audit-incidents", "/audit?tab=incidents", "Audit"],
    ["audit-archives", "/audit?tab=archives", "Audit"],
    ["audit-checkpoints", "/audit?tab=checkpoints", "Audit"],
    ["registries", "/registries", "Registries"],
    ["scan-queue", "/registries?tab=queue", "Registries"],
    ["policies", "/policies", "Policies"],
    ["policy", "/policies/production", "production"],
    ["policy-versions", "/policies/production?tab=versions", "production"],
    ["policy-new", "/policies/new", "New policy"],
    ["exceptions", "/exceptions", "Exceptions"],
    ["exception-new", "/exceptions/new?finding=CVE-2021-44228&image=shop/*", "New exception"],
    ["hosts", "/hosts", "Hosts"],
    ["host", `/hosts/${host.id}`, host.name],
    ["compliance", "/compliance", "Compliance: PCI DSS"],
    ["labels", "/labels", "Labels"],
    ["enforcers", "/enforcers", "Enforcers"],
    ["enforcers-tokens", "/enforcers?tab=tokens", "Enforcers"],
    ["intelligence", "/intelligence", "Intelligence"],
    ["users", "/users", "Users"],
    ["users-roles", "/users?tab=roles", "Users"],
    ["users-sessions", "/users?tab=sessions", "Users"],
    ["users-tokens", "/users?tab=tokens", "Users"],
    ["account", "/account", "My account"],
    ["password", "/password", "Change password"],
    ["empty", "/images?query=nothing-has-this-name", "Images"],
    ["not-found", "/images/sha256:0", "0"],
    ["lost", "/no/such/screen", "Page not found"],
  ];
}

const WIDTHS = [1920, 1280];

test("every screen is drawn without a serious barrier, a complaint or a call elsewhere, and fits", async () => {
  const visitor = await Visitor.arrive(await profile(browser, mock.url), mock.url);
  await visitor.page.goto("/login");
  await look(visitor, "login");
  await visitor.arriveAt("/");
  for (const [name, path, heading] of screens()) {
    await visitor.visit(path);
    await expect.soft(visitor.page.locator("h1").innerText(), name).resolves.toMatch(heading);
    await look(visitor, name);
  }
  expect(visitor.complaints).toEqual([]);
  await visitor.leave();
});

/** In the light first; what is not of colours is the same in the dark. */
async function look(visitor: Visitor, name: string) {
  expect.soft(await visitor.barriers(), name).toEqual([]);
  for (const width of WIDTHS) {
    await visitor.widen(width);
    await visitor.picture(`${name}-${width}-light`);
    expect.soft(await visitor.overflow(), `${name} scrolls sideways at ${width}`).toBeLessThanOrEqual(0);
  }
  await visitor.paint("dark");
  expect.soft(await visitor.barriersOfColour(), `${name} in the dark`).toEqual([]);
  for (const width of WIDTHS) await visitor.picture(`${name}-${width}-dark`, width);
  await visitor.paint("light");
}

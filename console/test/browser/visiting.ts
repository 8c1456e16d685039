import type { Browser, BrowserContext } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, expect } from "vitest";
import { type Mock, startMock } from "../mock/server";
import { launch, profile, type Scheme, Visitor } from "./browser";

let browser: Browser;
let context: BrowserContext | undefined;
let port = 0;

/** The Command Center of the test that runs. */
export let mock: Mock;

/** Who visits it. */
export let visitor: Visitor;

/**
 * Gives each test of the file a Command Center and a visitor, and holds that nothing complained at its end. All are at
 * one address in one profile, so the browser loads and compiles the console once and not for each test.
 */
export function eachTestVisits() {
  beforeAll(async () => {
    browser = await launch();
  });

  afterAll(() => browser?.close());

  beforeEach(async () => {
    mock = await startMock({ port });
    port = Number(new URL(mock.url).port);
    context ??= await profile(browser, mock.url);
    visitor = await Visitor.arrive(context, mock.url);
  });

  afterEach(async () => {
    await visitor.leave();
    await mock.close();
    expect(visitor.complaints).toEqual([]);
    expect(mock.forbidden, "calls that the role does not allow").toEqual([]);
  });
}

/** Another visitor in place of the present one. */
export async function arriveAnew(scheme: Scheme) {
  await visitor.leave();
  visitor = await Visitor.arrive(context!, mock.url, scheme);
}

/** The screen as it is has no barrier in either scheme; a picture of each is called by the name and the scheme. */
export async function looksRight(name: string) {
  for (const scheme of ["dark", "light"] as const) {
    await visitor.paint(scheme);
    await visitor.picture(`${name}-${scheme}`);
    expect(await visitor.barriers(), `${name}, ${scheme}`).toEqual([]);
  }
}

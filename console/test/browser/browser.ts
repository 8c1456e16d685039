import { mkdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { type Browser, type BrowserContext, chromium, type Page } from "playwright-core";
import type { Schemas } from "../../src/api/client";
import { PASSWORD } from "../mock/server";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** Where pictures come to lie; without it none are made, for they take a sixth of the time of all browser tests. */
export const SCREENSHOTS = process.env.PLIMSOLL_SCREENSHOTS;

/** Debian's Chromium without a window of its own, which takes half the processor time; a fresh profile, no calls home. */
export function launch(): Promise<Browser> {
  return chromium.launch({
    executablePath: process.env.PLIMSOLL_CHROMIUM ?? "/usr/bin/chromium-headless-shell",
    args: [
      "--no-sandbox",
      "--disable-gpu",
      "--disable-quic",
      "--no-first-run",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
    ],
  });
}

export type Scheme = "light" | "dark";

/** What a browser keeps between pages, empty at first: files that never change, their compiled scripts, settings. */
export function profile(browser: Browser, url: string): Promise<BrowserContext> {
  return browser.newContext({
    baseURL: url,
    viewport: { width: 1280, height: 720 },
    reducedMotion: "reduce",
    // A Command Center's certificate comes from its own authority, which no browser knows.
    ignoreHTTPSErrors: true,
  });
}

/** One person at a browser: remembers whatever the page complained of, and what it asked of other hosts. */
export class Visitor {
  readonly complaints: string[] = [];

  private constructor(
    readonly page: Page,
    private readonly context: BrowserContext,
    private readonly url: string,
  ) {}

  /** Finds nothing that an earlier visitor of the profile has set. */
  static async arrive(context: BrowserContext, url: string, scheme: Scheme = "light"): Promise<Visitor> {
    const visitor = new Visitor(await context.newPage(), context, url);
    const tools = await context.newCDPSession(visitor.page);
    await tools.send("Storage.clearDataForOrigin", { origin: url, storageTypes: "cookies,local_storage" });
    await tools.detach();
    await visitor.paint(scheme);
    visitor.listen();
    return visitor;
  }

  private listen() {
    this.page.on("pageerror", error => this.complaints.push(`error: ${error.message}`));
    this.page.on("console", message => {
      // Chromium itself reports each answer that is not 2xx; the tests that provoke one look at the page instead.
      if (message.type() === "error" && !message.text().startsWith("Failed to load resource")) {
        this.complaints.push(message.text());
      }
    });
    this.page.on("request", request => {
      if (!request.url().startsWith(this.url)) this.complaints.push(`request to ${request.url()}`);
    });
  }

  /** Comes with a session to see a screen, and waits until nothing on it is still loading. */
  async arriveAt(path: string, username = "admin") {
    const answer = await this.context.request.post("/api/v1/sessions", { data: { username, password: PASSWORD } });
    const { token } = (await answer.json()) as Schemas["Session"];
    // Sessions are kept for each origin; any of its files will do to get there.
    await this.page.goto("/color-scheme.js");
    await this.page.evaluate(kept => sessionStorage.setItem("plimsoll-session", kept), token);
    await this.page.goto(path);
    await this.page.getByRole("navigation").waitFor();
    await this.settled();
  }

  /** By the form, as people do. */
  async logIn(username = "admin", password = PASSWORD, next = "/") {
    await this.page.goto(`/login?next=${encodeURIComponent(next)}`);
    await this.page.getByLabel("User name").fill(username);
    await this.page.getByLabel("Password", { exact: true }).fill(password);
    await this.page.getByRole("button", { name: "Log in" }).click();
  }

  /** Loads the screen and waits until nothing on it is still loading. */
  async visit(path: string) {
    await this.page.goto(path);
    await this.settled();
  }

  async settled() {
    await this.page.locator("h1").waitFor();
    await this.page.waitForFunction(() => !document.querySelector('[aria-busy="true"], .mantine-Skeleton-root'));
  }

  /** Of the window as it is, or made as wide first. */
  async picture(name: string, width?: number) {
    if (!SCREENSHOTS) return;
    if (width) await this.widen(width);
    mkdirSync(SCREENSHOTS, { recursive: true });
    await this.page.screenshot({ path: `${SCREENSHOTS}/${name}.png` });
  }

  /** The screen as it is, in the other colours. */
  paint = (scheme: Scheme) => this.page.emulateMedia({ colorScheme: scheme });

  async widen(width: number) {
    await this.page.setViewportSize({ width, height: Math.round((width * 9) / 16) });
  }

  /** By how many pixels the screen is wider than the window. */
  overflow = () => this.page.evaluate(() => document.documentElement.scrollWidth - innerWidth);

  /** Serious and critical findings of axe, each with the elements it means. */
  barriers = () => this.ask({ resultTypes: ["violations"] });

  /** Those of colours alone, on a screen whose other barriers were looked for in the other scheme. */
  barriersOfColour = () => this.ask({ resultTypes: ["violations"], runOnly: ["color-contrast", "link-in-text-block"] });

  private async ask(options: AxeOptions): Promise<string[]> {
    await this.page.evaluate(axe);
    const findings = await this.page.evaluate(async asked => {
      const { axe: tool } = window as unknown as { axe: Axe };
      return (await tool.run(asked)).violations;
    }, options);
    return findings
      .filter(each => each.impact === "serious" || each.impact === "critical")
      .flatMap(each => each.nodes.map(node => `${each.id}: ${node.html.slice(0, 200)} ${node.failureSummary}`));
  }

  leave = () => this.page.close();
}

interface AxeOptions {
  resultTypes: string[];
  runOnly?: string[];
}

interface Axe {
  run(options: AxeOptions): Promise<{ violations: Violation[] }>;
}

interface Violation {
  id: string;
  impact: string;
  nodes: { html: string; failureSummary: string }[];
}

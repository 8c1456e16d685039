// paint.mjs URL USER: looks at a Command Center with Debian's Chromium as a person would. The password is in PLIMSOLL_PASSWORD.
// Prints one JSON object: for each screen the milliseconds to the first paint of content and to its rows; for each list what
// scrolling it and paging through it took.
import { createRequire } from "node:module";

const { chromium } = createRequire(new URL("../../../../console/package.json", import.meta.url))("playwright-core");
const [url, user] = process.argv.slice(2);
const SCREENS = ["/", "/images", "/containers", "/packages", "/vulnerabilities", "/audit", "/hosts"];
const LISTS = ["/images", "/containers"];
const LOADS = 7;
const PAGES = 40;
const WHEELS = 60;

const browser = await chromium.launch({
  executablePath: process.env.PLIMSOLL_CHROMIUM ?? "/usr/bin/chromium-headless-shell",
  args: ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"],
});
const context = await browser.newContext({
  baseURL: url,
  viewport: { width: 1280, height: 720 },
  ignoreHTTPSErrors: true,
});
const page = await context.newPage();
// What keeps the page from answering for more than 50 ms, and how long each picture stood.
await page.addInitScript(() => {
  window.tasks = [];
  window.frames = [];
  new PerformanceObserver(list => window.tasks.push(...list.getEntries().map(one => one.duration))).observe({
    entryTypes: ["longtask"],
  });
  const frame = last => now => {
    if (last) window.frames.push(now - last);
    requestAnimationFrame(frame(now));
  };
  requestAnimationFrame(frame(0));
});

const loaded = () => page.waitForFunction(() => !document.querySelector('[aria-busy="true"], .mantine-Skeleton-root'));
const rows = () => page.locator("tbody tr, h1").first().waitFor();
// The entry comes with the picture, which may be later than the element that was waited for.
const firstPaint = async () => {
  const entry = await page.waitForFunction(() => performance.getEntriesByName("first-contentful-paint")[0]);
  return entry.evaluate(one => one.startTime);
};
const forget = () => page.evaluate(() => void ((window.tasks.length = 0), (window.frames.length = 0)));
const seen = () => page.evaluate(() => ({ tasks: [...window.tasks], frames: [...window.frames] }));

await page.goto("/login");
const firstVisit = await firstPaint();
await page.getByLabel("User name").fill(user);
await page.getByLabel("Password", { exact: true }).fill(process.env.PLIMSOLL_PASSWORD);
await page.getByRole("button", { name: "Log in" }).click();
await page.getByRole("navigation").waitFor();

const screens = {};
for (const screen of SCREENS) {
  screens[screen] = { paint: [], ready: [] };
  for (let load = 0; load < LOADS; load++) {
    await page.goto(screen);
    await rows();
    await loaded();
    screens[screen].ready.push(await page.evaluate(() => performance.now()));
    screens[screen].paint.push(await firstPaint());
  }
}

const lists = {};
for (const list of LISTS) {
  await page.goto(list);
  await rows();
  await loaded();
  await page.mouse.move(640, 500);
  await forget();
  for (let wheel = 0; wheel < WHEELS; wheel++) {
    await page.mouse.wheel(0, wheel < WHEELS / 2 ? 120 : -120);
    await page.waitForTimeout(16);
  }
  const scrolling = await seen();
  await forget();
  const paging = [];
  for (let turn = 0; turn < PAGES; turn++) {
    const before = await page.locator("tbody tr").first().innerText();
    const begin = performance.now();
    await page.getByRole("button", { name: "Next page" }).click();
    await page.waitForFunction(text => document.querySelector("tbody tr")?.innerText !== text, before, { polling: "raf" });
    paging.push(performance.now() - begin);
  }
  lists[list] = { scrolling, paging, whilePaging: await seen() };
}
console.log(JSON.stringify({ firstVisit, screens, lists }));
await browser.close();

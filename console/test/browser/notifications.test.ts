import { expect, test } from "vitest";
import { arriveAnew, eachTestVisits, looksRight, mock, visitor } from "./visiting";

/** The feed in the header. Each test has a Command Center of its own. */
eachTestVisits();

const bell = () => visitor.page.getByRole("button", { name: /^Notifications/ });

test("a new one shows by itself, leads to the images, and stays read for this reader alone", async () => {
  await visitor.arriveAt("/images");
  await visitor.page.getByRole("button", { name: "Notifications 32 unread" }).click();
  const feed = visitor.page.getByRole("dialog");
  await feed.getByRole("button", { name: "Mark all as read" }).click();
  await feed.getByText("unread", { exact: true }).first().waitFor({ state: "detached" });
  await visitor.page.keyboard.press("Escape");
  await feed.waitFor({ state: "detached" });

  const newest = mock.stock.notifications[0]!;
  mock.stock.notifications.unshift({ ...newest, number: 33, vulnerability: "CVE-2022-22965" });
  mock.changed("notifications");
  await visitor.page.getByRole("button", { name: "Notifications 1 unread" }).click();
  await feed.getByRole("link", { name: "CVE-2022-22965" }).waitFor();
  await expect.poll(() => feed.getByText("unread", { exact: true }).count()).toBe(1);
  await feed.getByRole("link", { name: "CVE-2022-22965" }).click();
  await feed.waitFor({ state: "detached" });
  await visitor.page.waitForURL(/vulnerability=CVE-2022-22965/);

  await arriveAnew("light");
  mock.stock.users.find(each => each.name === "maria")!.secondFactor = false;
  await visitor.arriveAt("/", "maria");
  await visitor.page.getByRole("button", { name: "Notifications 33 unread" }).waitFor();
});

test("older ones are fetched when somebody asks for them", async () => {
  await visitor.arriveAt("/");
  await bell().click();
  const feed = visitor.page.getByRole("dialog");
  await feed.getByText("Newly found in 212 running containers of shop/checkout:2.14.1 and 43 more images").waitFor();
  await feed.getByText(/^The exception ends on .*: 3 images on hosts will be judged without it$/).waitFor();
  await expect.poll(() => feed.getByRole("listitem").count()).toBe(25);
  await feed.getByRole("button", { name: "Older ones" }).click();
  await feed.getByText("CVE-2025-1028").waitFor();
  await expect.poll(() => feed.getByRole("listitem").count()).toBe(32);
});

test("who may read no notifications sees no bell", async () => {
  await visitor.logIn("pipeline");
  await visitor.page.getByRole("navigation").getByText("Policies").waitFor();
  expect(await bell().count()).toBe(0);
});

test("the feed is drawn without a barrier, and fits", async () => {
  await visitor.arriveAt("/images");
  await bell().click();
  await visitor.page.getByRole("dialog").getByText("CVE-2021-44228").waitFor();
  for (const width of [1280, 1920]) {
    await visitor.widen(width);
    expect(await visitor.overflow(), `${width}`).toBeLessThanOrEqual(0);
    await looksRight(`notifications-${width}`);
  }
});

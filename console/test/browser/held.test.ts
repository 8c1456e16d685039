import { expect, test } from "vitest";
import { eachTestVisits, mock, visitor } from "./visiting";

/** What somebody meets whose role is held to labels. Each test has a Command Center of its own. */
eachTestVisits();

function hire(permissions?: string[]) {
  const role = mock.stock.roles.find(each => each.role === "payments-operators")!;
  if (permissions) role.permissions = ["account.own", ...permissions];
  mock.stock.users.push({ ...mock.stock.users[1]!, name: "operator", role: role.role, secondFactor: false });
}

const panel = (name: string) => visitor.page.getByRole("region", { name });

test("the dashboard counts within the labels and says what it does not count", async () => {
  hire();
  await visitor.arriveAt("/", "operator");
  await visitor.page.getByText("Counts only what carries team=payments and stage=production").waitFor();
  for (const name of ["Risk, last 30 days", "PCI DSS, by requirement"]) {
    await panel(name)
      .getByText(/^Not counted for roles held to labels/)
      .waitFor();
  }
  expect(await panel("PCI DSS, by requirement").getByRole("link").count()).toBe(0);
  await visitor.page.getByRole("link", { name: /^Refused starts/ }).waitFor();
  expect(await visitor.page.getByText("Advisories").count(), "told, though the page is not open to the role").toBe(1);
  expect(await visitor.page.getByRole("link", { name: /^Advisories/ }).count()).toBe(0);
  for (const [scheme, width] of [
    ["light", 1280],
    ["dark", 1920],
  ] as const) {
    await visitor.paint(scheme);
    await visitor.widen(width);
    expect(await visitor.barriers(), scheme).toEqual([]);
    expect(await visitor.overflow(), `${width}`).toBeLessThanOrEqual(0);
    await visitor.picture(`held-dashboard-${width}-${scheme}`);
  }
});

test("numbers lead nowhere that the role may not go, and where nothing carries the labels the page says so", async () => {
  hire(["dashboard.read"]);
  await visitor.arriveAt("/", "operator");
  await visitor.page.getByText("Exposed, unfixed").waitFor();
  expect(await visitor.page.locator("#content").getByRole("link").count()).toBe(0);
  expect(await visitor.page.getByText("Refused starts").count()).toBe(0);
  for (const list of ["images", "hosts"] as const) mock.stock[list].length = 0;
  await visitor.page.reload();
  await visitor.page.getByText("Nothing carries team=payments and stage=production yet").waitFor();
  await visitor.picture("held-dashboard-empty-1280-light");
});

test("services are shown without what they ask for and without rules", async () => {
  hire();
  await visitor.arriveAt("/services", "operator");
  await visitor.page.getByText("counting only what carries team=payments").waitFor();
  expect(await visitor.page.getByRole("columnheader", { name: "Made of" }).count()).toBe(0);
  await visitor.picture("held-services-1280-light");
  await visitor.page.getByRole("link", { name: "shop", exact: true }).click();
  await visitor.page.getByRole("tab", { name: "Members" }).waitFor();
  expect(await visitor.page.getByRole("tab").count()).toBe(1);
  await visitor.page.getByText("only what carries team=payments and stage=production").waitFor();
  expect(await visitor.barriers()).toEqual([]);
  await visitor.picture("held-service-1280-light");
});

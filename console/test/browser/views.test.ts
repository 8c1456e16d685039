import { expect, test } from "vitest";
import { eachTestVisits, looksRight, mock, visitor } from "./visiting";

/** Filters that people give a name. Each test has a Command Center of its own. */
eachTestVisits();

const button = (name: string) => visitor.page.getByRole("button", { name, exact: true });
/** Named by the button that opens it. */
const menu = () => visitor.page.getByRole("dialog", { name: /^Views?\b/ });

test("filters are saved under a name, found again, changed and removed", async () => {
  await visitor.arriveAt("/audit?tab=incidents&outcome=failure");
  await button("Views").click();
  await menu().getByText("by maria").waitFor();
  expect(await menu().locator("[aria-current]").count()).toBe(0);
  expect(await menu().getByText("Own logins").count()).toBe(0);
  await looksRight("audit-views-1280");
  await menu().getByRole("button", { name: "Save this view…" }).click();
  const form = visitor.page.getByRole("dialog", { name: "Save this view" });
  await form.getByLabel("Name").fill("Programs that were stopped");
  await form.getByRole("button", { name: "Save" }).click();
  await form.getByText("you have a view 'Programs that were stopped'").waitFor();
  await form.getByLabel("Name").fill("All that failed");
  await form.getByLabel("Share it").check();
  await visitor.picture("audit-view-save-1280-light");
  expect(await visitor.barriers()).toEqual([]);
  await form.getByRole("button", { name: "Save" }).click();
  await form.waitFor({ state: "detached" });
  await button("View: All that failed").waitFor();

  await visitor.page.getByRole("button", { name: "Clear filters" }).click();
  await button("Views").press("Enter");
  await menu().waitFor();
  await expect
    .poll(() => visitor.page.evaluate(() => document.activeElement?.textContent))
    .toContain("All that failed");
  await visitor.page.keyboard.press("Enter");
  await visitor.page.waitForURL(url => url.search.includes("outcome=failure") && url.search.includes("tab=incidents"));
  await menu().waitFor({ state: "detached" });

  await visitor.page.getByRole("combobox", { name: "Outcome" }).selectOption("success");
  await button("Views").click();
  await menu().getByRole("button", { name: "Change the view All that failed" }).click();
  const change = visitor.page.getByRole("dialog", { name: "Change the view All that failed" });
  await change.getByLabel("Take the filters that the list has now").check();
  await change.getByLabel("Name").fill("All that went well");
  await visitor.picture("audit-view-change-1280-light");
  await change.getByRole("button", { name: "Save" }).click();
  await change.waitFor({ state: "detached" });
  expect(mock.stock.savedViews.find(each => each.name === "All that went well")).toMatchObject({
    query: "outcome=success&tab=incidents",
    shared: true,
  });

  await button("View: All that went well").click();
  await expect.poll(() => menu().locator("[aria-current]").innerText()).toContain("All that went well");
  await menu().getByRole("button", { name: "Remove the view All that went well" }).click();
  const remove = visitor.page.getByRole("dialog", { name: "Remove the view All that went well" });
  await remove.getByRole("button", { name: "Remove" }).click();
  await remove.waitFor({ state: "detached" });
  await button("Views").click();
  await menu().getByRole("button", { name: "Remove the view What failed in" }).click();
  const another = visitor.page.getByRole("dialog", { name: /^Remove the view What failed in/ });
  await another.getByText("Nobody will see it any more.").waitFor();
  await another.getByRole("button", { name: "Remove" }).click();
  await expect.poll(() => mock.stock.savedViews.filter(each => each.owner === "maria" && each.shared).length).toBe(1);
});

test("who only reads keeps views and shares none; the palette knows them all", async () => {
  mock.stock.users.find(each => each.name === "assessor")!.passwordChangeDue = false;
  await visitor.arriveAt("/containers", "assessor");
  await button("Views").click();
  await menu().getByText("No view of this list yet").waitFor();
  expect(await menu().getByRole("button", { name: "Save this view…" }).isDisabled()).toBe(true);
  await visitor.picture("containers-views-1280-light");
  await visitor.page.keyboard.press("Escape");
  await menu().waitFor({ state: "detached" });
  await visitor.page.getByRole("combobox", { name: "State" }).selectOption("running");
  await button("Views").click();
  await menu().getByRole("button", { name: "Save this view…" }).click();
  const form = visitor.page.getByRole("dialog", { name: "Save this view" });
  await form.getByLabel("Name").fill("What runs");
  expect(await form.getByLabel("Share it").count()).toBe(0);
  await form.getByRole("button", { name: "Save" }).click();
  await button("View: What runs").waitFor();
  await form.waitFor({ state: "detached" });

  await visitor.page.keyboard.press("Control+k");
  await visitor.page.getByRole("combobox", { name: "Search or go to" }).fill("were stopped");
  await visitor.page.getByRole("option", { name: "Programs that were stopped (view of Audit)" }).click();
  await visitor.page.getByRole("heading", { level: 1, name: "Audit" }).waitFor();
  await button("View: Programs that were stopped").waitFor();
  await expect.poll(() => new URL(visitor.page.url()).searchParams.get("type")).toBe("exec.denied");
});

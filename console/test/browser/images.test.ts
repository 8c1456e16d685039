import { readFile } from "node:fs/promises";
import { expect, test } from "vitest";
import { arriveAnew, eachTestVisits, mock, visitor } from "./visiting";

/** What is done to images of the list, and how its table is arranged. */
eachTestVisits();

const dialog = () => visitor.page.getByRole("dialog");
const box = (name: string) => visitor.page.getByRole("checkbox", { name: `Select ${name}` });
const button = (name: string) => visitor.page.getByRole("button", { name, exact: true });

test("a selection is disallowed with a reason, then allowed, and each refusal is told by name", async () => {
  await visitor.arriveAt("/images?query=shop/");
  expect(await button("Rescan").count()).toBe(0);
  await box("shop/storefront:7.0.3").check();
  await visitor.page.getByText("1 image selected").waitFor();
  await button("Disallow…").click();
  expect(await dialog().getByRole("button", { name: "Disallow" }).isDisabled()).toBe(true);
  await dialog().getByLabel("Reason").fill("it holds a stolen key");
  expect(await visitor.barriers()).toEqual([]);
  await dialog().getByRole("button", { name: "Disallow" }).click();
  await visitor.page.getByText("Disallowed: 1 image.").waitFor();
  await visitor.page.getByText("by hand", { exact: true }).waitFor();
  const image = mock.stock.images.find(each => each.names[0] === "shop/storefront:7.0.3")!;
  expect(image).toMatchObject({ verdict: "refused", disallowal: { reason: "it holds a stolen key" } });

  await visitor.page.getByRole("link", { name: "shop/storefront:7.0.3" }).click();
  await visitor.page.getByText("Decided about this very image").waitFor();
  await visitor.picture("image-disallowed-1280-light");
  await button("Allow…").click();
  await dialog().getByLabel("Reason").fill("the key is revoked");
  expect(await visitor.barriers()).toEqual([]);
  await dialog().getByRole("button", { name: "Allow", exact: true }).click();
  await visitor.page.getByText("Allowed: 1 image.").waitFor();
  await visitor.page.getByText("Containers of this image may start").waitFor();
});

test("what cannot be deleted stays selected and says why", async () => {
  await visitor.arriveAt("/images?query=nginx");
  const [running] = mock.stock.images.filter(each => each.names[0] === "nginx:1.27");
  await box("nginx:1.27").check();
  await button("Delete…").click();
  await dialog().getByRole("button", { name: "Delete" }).click();
  await visitor.page.getByText("a container of the image runs").waitFor();
  expect(await visitor.barriers()).toEqual([]);
  expect(mock.stock.images).toContain(running);
  await visitor.picture("images-refused-1280-light");
  await button("Clear").click();
  await expect.poll(() => button("Delete…").count()).toBe(0);
});

test("an approved base is marked in the list and can be taken back on its page", async () => {
  await visitor.arriveAt("/images?query=postgres");
  await box("postgres:15").check();
  await button("Approve base…").click();
  await dialog().getByRole("button", { name: "Approve base" }).click();
  await visitor.page.getByText("Approved as a base: 1 image.").waitFor();
  await visitor.visit(`/images/${mock.stock.images[0]!.id}?tab=advice`);
  await visitor.page.getByText("Build on postgres:15, an approved base").waitFor();
  await visitor.visit("/images?decision=approved-base");
  await visitor.page.getByRole("link", { name: "postgres:15" }).click();
  await button("Withdraw approval").click();
  await button("Withdraw approval").waitFor({ state: "detached" });
});

test("the export asks for exactly the filters of the list", async () => {
  await visitor.arriveAt("/images?verdict=refused&severity=critical&registry=docker.io");
  await button("Export").click();
  const [download] = await Promise.all([
    visitor.page.waitForEvent("download"),
    visitor.page.getByRole("menuitem", { name: "As JSON" }).click(),
  ]);
  expect(download.suggestedFilename()).toMatch(/^plimsoll-images-.+\.json$/);
  const rows = JSON.parse(await readFile((await download.path())!, "utf8")) as { id: string }[];
  const wanted = mock.stock.images.filter(
    each => each.verdict === "refused" && each.severities.critical > 0 && each.registries.includes("docker.io"),
  );
  expect(rows.map(each => each.id)).toEqual(wanted.map(each => each.id));
});

test("an auditor exports, and is offered nothing that changes anything", async () => {
  mock.stock.users.find(each => each.name === "assessor")!.passwordChangeDue = false;
  await visitor.arriveAt("/images?query=nginx", "assessor");
  expect(await visitor.page.getByRole("checkbox").count()).toBe(0);
  await button("Export").waitFor();
});

test("columns are chosen in the dark too, and stay so after a reload", async () => {
  await arriveAnew("dark");
  await visitor.arriveAt("/images");
  const head = visitor.page.getByRole("columnheader");
  expect(await head.getByText("Hosts", { exact: true }).count()).toBe(0);
  await button("Columns of Images").click();
  await dialog().getByRole("checkbox", { name: "Hosts" }).check();
  await dialog().getByRole("checkbox", { name: "Labels" }).uncheck();
  expect(await visitor.barriers()).toEqual([]);
  await visitor.picture("images-columns-1280-dark");
  await visitor.page.reload();
  await head.getByText("Hosts", { exact: true }).waitFor();
  expect(await head.getByText("Labels", { exact: true }).count()).toBe(0);
  await button("Columns of Images").click();
  await dialog().getByRole("button", { name: "As usual" }).click();
  await head.getByText("Labels", { exact: true }).waitFor();
});

test("times follow the zone that somebody chose", async () => {
  await visitor.arriveAt("/audit");
  await visitor.page.getByRole("columnheader", { name: "Time (UTC)" }).waitFor();
  await visitor.page.keyboard.press("Control+k");
  await visitor.page.keyboard.type("times on this");
  await visitor.page.keyboard.press("Enter");
  await visitor.page.getByRole("columnheader", { name: "Time (local)" }).waitFor();
  await visitor.page.reload();
  await visitor.page.getByRole("columnheader", { name: "Time (local)" }).waitFor();
});

import { expect, test } from "vitest";
import { arriveAnew, eachTestVisits, mock, visitor } from "./visiting";

/** Registries and the scan queue, used as a person would. */
eachTestVisits();

const dialog = () => visitor.page.getByRole("dialog");

test("a registry is added after a test that fails and one that works", async () => {
  await visitor.arriveAt("/registries");
  await visitor.page.getByRole("button", { name: "Add a registry" }).click();
  await dialog().getByRole("textbox", { name: "Name", exact: true }).fill("metadata");
  await dialog().getByLabel("Address").fill("169.254.169.254");
  await dialog().getByRole("button", { name: "Test" }).click();
  await dialog().getByText("It does not work").waitFor();
  expect(await visitor.barriers()).toEqual([]);
  await dialog().getByLabel("Address").fill("https://registry.shop.example");
  await dialog().getByRole("button", { name: "Add", exact: true }).click();
  await dialog().getByRole("alert").getByText("'address' is a host").waitFor();
  await dialog().getByLabel("Address").fill("registry.shop.example");
  await dialog().getByLabel("Tags out").fill("*-test");
  await dialog().getByRole("button", { name: "Test" }).click();
  await dialog().getByText("It works").waitFor();
  expect(await dialog().getByRole("alert").count()).toBe(0);
  expect(await visitor.barriers()).toEqual([]);
  await visitor.picture("registry-new-1280-light");
  await dialog().getByRole("button", { name: "Add", exact: true }).click();
  await visitor.page.getByText("registry.shop.example", { exact: true }).waitFor();
  const added = mock.stock.registries.find(each => each.name === "metadata");
  expect(added).toMatchObject({ tagsOut: ["*-test"], everyMinutes: 60, hasPassword: false });
  expect(added).not.toHaveProperty("password");
});

test("the form is readable in the dark, asks kinds that list nothing for names, and ECR for an access key", async () => {
  await arriveAnew("dark");
  await visitor.arriveAt("/registries");
  await visitor.page.getByRole("button", { name: "Add a registry" }).click();
  await dialog().getByLabel("Repositories in").waitFor();
  await dialog().getByLabel("Kind").selectOption("docker-hub");
  await dialog().getByText("does not say which it has").waitFor();
  expect(await dialog().getByLabel("Repositories in").count()).toBe(0);
  expect(await visitor.barriers()).toEqual([]);
  await visitor.picture("registry-new-1280-dark");
  await dialog().getByLabel("Kind").selectOption("ecr");
  await dialog().getByRole("textbox", { name: "Name", exact: true }).fill("aws");
  await dialog().getByLabel("Address").fill("123456789012.dkr.ecr.eu-central-1.amazonaws.com");
  await dialog().getByLabel("Access key ID").fill("AKIAIOSFODNN7EXAMPLE");
  await dialog().getByLabel("Secret access key", { exact: true }).fill("s3cret");
  await dialog().getByLabel("Session token", { exact: true }).fill("t0ken");
  expect(await visitor.barriers()).toEqual([]);
  await visitor.picture("registry-ecr-1280-dark");
  await dialog().getByRole("button", { name: "Add", exact: true }).click();
  await dialog().waitFor({ state: "detached" });
  const added = mock.stock.registries.find(each => each.name === "aws");
  expect(added).toMatchObject({ kind: "ecr", user: "AKIAIOSFODNN7EXAMPLE", hasPassword: true });
  expect(JSON.stringify(mock.stock.registries)).not.toMatch(/s3cret|t0ken/);
});

test("an edit keeps the password, but not for another address", async () => {
  await visitor.arriveAt("/registries?query=shop");
  await visitor.page.getByRole("button", { name: "Actions on shop", exact: true }).click();
  await visitor.page.getByRole("menuitem", { name: "Edit…" }).click();
  await dialog().getByText("Empty keeps the one that is kept").waitFor();
  expect(await dialog().getByLabel("Password", { exact: true }).inputValue()).toBe("");
  await dialog().getByLabel("Address").fill("evil.example");
  await dialog().getByRole("button", { name: "Save" }).click();
  await dialog().getByRole("alert").getByText("give the password of").waitFor();
  await dialog().getByLabel("Address").fill("harbor.shop.example");
  await dialog().getByLabel("Newest").fill("3");
  await dialog().getByRole("button", { name: "Save" }).click();
  await dialog().waitFor({ state: "detached" });
  expect(mock.stock.registries[1]).toMatchObject({ newest: 3, hasPassword: true });
});

test("the address of a webhook is shown once", async () => {
  await visitor.arriveAt("/registries");
  await visitor.page.getByRole("button", { name: "Actions on hub" }).click();
  await visitor.page.getByRole("menuitem", { name: "Webhook…" }).click();
  await dialog().getByRole("button", { name: "Make an address" }).click();
  await dialog()
    .getByText(/^https?:\/\/.+\/api\/v1\/registry-pushes\/.+/)
    .waitFor();
  expect(await visitor.barriers()).toEqual([]);
  await dialog().getByRole("button", { name: "Done" }).click();
  expect(mock.stock.registries[0]!.hasWebhook).toBe(true);
});

test("a registry is removed only after a second thought", async () => {
  await visitor.arriveAt("/registries");
  await visitor.page.getByRole("button", { name: "Actions on hub" }).click();
  await visitor.page.getByRole("menuitem", { name: "Remove…" }).click();
  await dialog().getByText("Its password is forgotten").waitFor();
  await dialog().getByRole("button", { name: "Remove" }).click();
  await visitor.page.getByText("1–2 of 2").waitFor();
});

test("the queue shows what is at work first, and cancels", async () => {
  await visitor.arriveAt("/images");
  await visitor.page.getByRole("link", { name: "Images of registries: 2 being scanned, 61 waiting" }).click();
  await visitor.page.getByText("1–50 of 66").waitFor();
  await expect.poll(() => visitor.page.locator("tbody tr").first().innerText()).toContain("shop/checkout:2.1.0");
  await visitor.page.getByRole("button", { name: "Cancel the scan of shop/checkout:2.1.0" }).click();
  await visitor.page.getByRole("link", { name: "Images of registries: 1 being scanned, 61 waiting" }).waitFor();
  await visitor.page.getByLabel("State").selectOption("cancelled");
  await visitor.page.getByText("1–2 of 2").waitFor();
  await visitor.page.getByLabel("State").selectOption("failed");
  await visitor.page.getByText("is no archive").waitFor();
});

test("an auditor sees registries and queue, and changes nothing", async () => {
  mock.stock.users.find(each => each.name === "assessor")!.passwordChangeDue = false;
  await visitor.arriveAt("/registries", "assessor");
  await visitor.page.getByText("harbor.shop.example", { exact: true }).waitFor();
  expect(await visitor.page.getByRole("button", { name: /Add|Actions/ }).count()).toBe(0);
  await visitor.visit("/registries?tab=queue");
  await visitor.page.getByText("1–50 of 66").waitFor();
  expect(await visitor.page.getByRole("button", { name: /^Cancel/ }).count()).toBe(0);
});

test("without a registry it says what to do", async () => {
  mock.stock.registries = [];
  mock.stock.scanQueue = [];
  await visitor.arriveAt("/registries");
  await visitor.page.getByText("No registry yet").waitFor();
  expect(await visitor.page.getByText("Images of registries").count()).toBe(0);
  await visitor.visit("/registries?tab=queue");
  await visitor.page.getByText("Nothing to scan").waitFor();
});

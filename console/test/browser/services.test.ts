import { expect, test } from "vitest";
import { eachTestVisits, mock, visitor } from "./visiting";

/** Services, used as a person would. */
eachTestVisits();

const dialog = () => visitor.page.getByRole("dialog");

test("a service is added, shows its members and the rules that count for them, and is removed", async () => {
  await visitor.arriveAt("/services");
  await visitor.page.getByRole("button", { name: "Add a service" }).click();
  await dialog().getByLabel("Name").fill("front");
  await dialog().getByRole("button", { name: "Add", exact: true }).click();
  await dialog().getByRole("alert").getByText("a service asks for").waitFor();
  await dialog().getByLabel("Compose projects").fill("shop");
  expect(await visitor.barriers()).toEqual([]);
  await visitor.picture("service-new-1280-light");
  await dialog().getByRole("button", { name: "Add", exact: true }).click();
  await visitor.page.getByRole("heading", { name: "front" }).waitFor();
  const member = mock.stock.containers.find(each => each.engineLabels["com.docker.compose.project"] === "shop")!;
  await visitor.page.getByRole("link", { name: member.name, exact: true }).first().waitFor();
  await visitor.page.getByRole("tab", { name: "Effective rules" }).click();
  await visitor.page.getByRole("link", { name: "production", exact: true }).waitFor();
  await visitor.page.getByRole("button", { name: "Remove" }).click();
  await dialog().getByRole("button", { name: "Remove" }).click();
  await visitor.page.getByRole("heading", { name: "Services", exact: true }).waitFor();
  expect(mock.stock.services.map(each => each.name)).not.toContain("front");
});

test("a container says on what its labels stand, and the list is narrowed by them", async () => {
  const [first] = mock.stock.containers;
  await visitor.arriveAt(`/containers/${first!.id}`);
  const labels = visitor.page.getByRole("region", { name: "Labels that count" });
  await labels.getByRole("row", { name: /pci-scope cde host/ }).waitFor();
  await labels.getByRole("row", { name: /purpose .* the container itself/ }).waitFor();
  await visitor.visit("/containers");
  await visitor.page.getByLabel("Label, key or key=value").fill("pci-scope=cde");
  await visitor.page.keyboard.press("Enter");
  await visitor.page.waitForURL(/label=/);
  await visitor.page.getByText("1–1 of 1").waitFor();
});

test("an auditor changes nothing", async () => {
  mock.stock.users.find(each => each.name === "assessor")!.passwordChangeDue = false;
  await visitor.arriveAt("/services/shop", "assessor");
  await visitor.page.getByRole("tab", { name: "Members" }).waitFor();
  expect(await visitor.page.getByRole("button", { name: "Edit" }).count()).toBe(0);
});

import { expect, test } from "vitest";
import { arriveAnew, eachTestVisits, mock, visitor } from "./visiting";

/** What is accepted, by whom, and where that shows. Each test has a Command Center of its own. */
eachTestVisits();

const shop = () => mock.stock.images[0]!;

test("a finding is accepted from where it stands, after a look at what else that would be about", async () => {
  await visitor.arriveAt(`/images/${shop().id}`);
  await visitor.page.getByRole("button", { name: /Details of CVE-2022-22965/ }).click();
  await visitor.page.getByRole("link", { name: "Accept it for a while…" }).click();
  await visitor.page.getByRole("heading", { name: "New exception" }).waitFor();
  await expect.poll(() => visitor.page.getByRole("textbox", { name: "Finding" }).inputValue()).toBe("CVE-2022-22965");
  await expect
    .poll(() => visitor.page.getByRole("textbox", { name: "Package" }).inputValue())
    .toBe("org.springframework:spring-beans");
  await expect
    .poll(() => visitor.page.getByRole("textbox", { name: "Image" }).inputValue())
    .toBe("shop/checkout:2.14.1");
  const status = visitor.page.getByRole("region", { name: "What it would be about" }).getByRole("status");
  await status.getByText("1 finding in 1 image").waitFor();
  await visitor.page.getByRole("textbox", { name: "Image" }).fill("shop/*");
  await status.getByText(/in [2-9]\d* images/).waitFor();
  await visitor.page.getByRole("textbox", { name: "Image" }).fill("shop/checkout:*");
  await status.getByText("1 finding in 1 image").waitFor();
  await visitor.page.getByLabel("Reason").fill("n");
  await visitor.page.getByRole("button", { name: "Accept", exact: true }).click();
  await visitor.page.getByText("says in a few words why").waitFor();
  await visitor.page.getByLabel("Reason").fill("nothing binds data there");
  expect(await visitor.barriers()).toEqual([]);
  await visitor.picture("exception-new-filled-1280-light");
  await visitor.page.getByRole("button", { name: "Accept", exact: true }).click();
  await visitor.page.getByRole("heading", { name: "Exceptions" }).waitFor();
  await visitor.page.getByText("nothing binds data there").waitFor();

  await visitor.visit(`/images/${shop().id}?accepted=yes`);
  const box = visitor.page.getByRole("region", { name: "Accepted by exceptions" });
  await box.getByText("“nothing binds data there” admin, until").waitFor();
  await box.getByText("maria, confirmed by admin, until").waitFor();
  await visitor.page.getByText("1–2 of 2").waitFor();
  await visitor.page.getByRole("button", { name: /Details of CVE-2022-22965/ }).click();
  await visitor.page.getByRole("link", { name: "The exception" }).waitFor();
  expect(await visitor.barriers()).toEqual([]);
  await visitor.picture("image-accepted-1280-light");
  await visitor.page.getByRole("combobox", { name: "Exceptions" }).selectOption("no");
  await visitor.page.waitForURL(/accepted=no/);
  await visitor.settled();
  await expect.poll(() => visitor.page.getByText("CVE-2022-22965", { exact: true }).count()).toBe(1);
});

test("where a second person is asked for, whoever asked cannot confirm", async () => {
  mock.stock.secondPerson = true;
  await visitor.arriveAt("/exceptions/new?finding=CVE-2022-22965&image=shop/*");
  await visitor.page.getByText("waits until a second person confirms it").waitFor();
  await visitor.page.getByLabel("Reason").fill("nothing binds data there");
  await visitor.page.getByRole("button", { name: "Accept", exact: true }).click();
  await visitor.page.waitForURL(/exceptions$/);
  await visitor.page.getByRole("button", { name: "Withdraw CVE-2022-22965" }).waitFor();
  expect(await visitor.page.getByRole("button", { name: "Confirm CVE-2022-22965" }).count()).toBe(0);

  await arriveAnew("dark");
  mock.stock.users.find(each => each.name === "maria")!.secondFactor = false;
  await visitor.arriveAt("/exceptions?state=waiting", "maria");
  await visitor.page.getByRole("button", { name: "Confirm CVE-2022-22965" }).click();
  const dialog = visitor.page.getByRole("dialog");
  await dialog.getByText("nothing binds data there").waitFor();
  expect(await visitor.barriers()).toEqual([]);
  await visitor.picture("exception-confirm-1280-dark");
  await dialog.getByRole("button", { name: "Put in force" }).click();
  await dialog.waitFor({ state: "detached" });
  expect(mock.stock.exceptions[0]).toMatchObject({ state: "in-force", author: "admin", confirmedBy: "maria" });
});

test("taking one back asks for a reason and tells what it does", async () => {
  await visitor.arriveAt("/exceptions");
  await visitor.page.getByRole("button", { name: "Withdraw CVE-2021-23337" }).click();
  const dialog = visitor.page.getByRole("dialog");
  await dialog.getByText("counts again at once, here and on every host").waitFor();
  const withdraw = dialog.getByRole("button", { name: "Withdraw", exact: true });
  expect(await withdraw.isDisabled()).toBe(true);
  await dialog.getByLabel("Reason").fill("the library was changed");
  expect(await visitor.barriers()).toEqual([]);
  await visitor.picture("exception-withdraw-1280-light");
  await withdraw.click();
  await dialog.waitFor({ state: "detached" });
  await visitor.page.getByRole("button", { name: "Withdraw CVE-2021-23337" }).waitFor({ state: "detached" });
  expect(mock.stock.exceptions[0]).toMatchObject({ state: "withdrawn", withdrawnBecause: "the library was changed" });
  await visitor.page.getByRole("button", { name: "Details of the exception for CVE-2021-23337" }).click();
  await visitor.page.getByText("the library was changed").waitFor();
  expect(await visitor.barriers()).toEqual([]);
});

test("a vulnerability leads to who accepted it, and an exception to the images that it counts for", async () => {
  await visitor.arriveAt("/vulnerabilities?query=23337");
  await visitor.page.getByRole("link", { name: /^in \d+ images?$/ }).click();
  await visitor.page.getByText("the template is ours").waitFor();
  await visitor.page.getByText("1–1 of 1").waitFor();
  await visitor.page.getByRole("link", { name: /^\d+ images?$/ }).click();
  await visitor.page.getByRole("heading", { name: "Images", exact: true }).waitFor();
  await visitor.settled();
  const images = await visitor.page.locator("tbody tr").count();
  expect(images).toBeGreaterThan(0);
  await expect.poll(() => visitor.page.getByText(/\d+ accepted/).count()).toBe(images);
  await visitor.page.getByRole("button", { name: "Take away the filter judged with one exception" }).click();
  await visitor.page.getByText("1–50 of 1,234").waitFor();
});

test("filters stand in the address; an auditor sees all and changes nothing", async () => {
  mock.stock.users.find(each => each.name === "assessor")!.passwordChangeDue = false;
  await visitor.arriveAt("/exceptions", "assessor");
  await visitor.page.getByText("1–4 of 4").waitFor();
  await visitor.page.getByLabel("State").selectOption("withdrawn");
  await visitor.page.waitForURL(/state=withdrawn/);
  await visitor.page.getByText("1–1 of 1").waitFor();
  expect(await visitor.page.getByRole("button", { name: /Withdraw|Confirm|New exception/ }).count()).toBe(0);
  await visitor.visit(`/images/${shop().id}`);
  await visitor.page.getByRole("button", { name: /Details of CVE-2022-22965/ }).click();
  await visitor.page.getByText("Why it matches").waitFor();
  expect(await visitor.page.getByRole("link", { name: "Accept it for a while…" }).count()).toBe(0);
});

test("one leak and the card numbers of one file are accepted from where they stand", async () => {
  await visitor.arriveAt(`/images/${shop().id}?tab=sensitive`);
  const leak = shop().sensitive!.leaks[0]!;
  await visitor.page
    .getByRole("link", { name: `Accept ${leak.path} for a while` })
    .first()
    .click();
  await visitor.page.getByRole("heading", { name: "New exception" }).waitFor();
  await expect.poll(() => visitor.page.getByRole("combobox", { name: "About" }).inputValue()).toBe("content");
  await expect.poll(() => visitor.page.getByRole("textbox", { name: "Finding" }).inputValue()).toBe(leak.fingerprint);
  await expect.poll(() => visitor.page.getByRole("textbox", { name: "Path" }).inputValue()).toBe(leak.path);
});

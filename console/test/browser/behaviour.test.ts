import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { PASSWORD } from "../mock/server";
import { tilesAgree } from "./tiles";
import { eachTestVisits, mock, visitor } from "./visiting";

/** What the screens do, tried as a person would. Each test has a Command Center of its own. */
eachTestVisits();

test("a wrong password is said so, and nothing is shown behind it", async () => {
  await visitor.logIn("admin", "wrong");
  await visitor.page.getByRole("alert").getByText("wrong name or password").waitFor();
  expect(await visitor.barriers()).toEqual([]);
  await visitor.page.goto("/images");
  await visitor.page.getByRole("heading", { name: "Log in" }).waitFor();
  await visitor.picture("login-wrong-1280-light");
});

test("goes on after the login where the person wanted to go", async () => {
  await visitor.page.goto("/images?verdict=refused");
  await visitor.page.getByRole("heading", { name: "Log in" }).waitFor();
  await visitor.page.getByLabel("User name").fill("admin");
  await visitor.page.getByLabel("Password", { exact: true }).fill(PASSWORD);
  await visitor.page.keyboard.press("Enter");
  await visitor.page.getByRole("heading", { name: "Images" }).waitFor();
  await visitor.page.getByText("1–2 of 2").waitFor();
});

test("asks for an own password first when it is due", async () => {
  await visitor.logIn("assessor");
  await visitor.page.getByRole("heading", { name: "Choose your own password" }).waitFor();
  expect(await visitor.barriers()).toEqual([]);
  await visitor.picture("password-due-1280-light");
  await visitor.page.getByLabel("Present password").fill(PASSWORD);
  await visitor.page.getByLabel("New password", { exact: true }).fill("short");
  await visitor.page.getByLabel("New password again").fill("short");
  await visitor.page.getByRole("button", { name: "Change password" }).click();
  await visitor.page.getByRole("alert").getByText("at least 12 characters").waitFor();
  await visitor.page.getByLabel("New password", { exact: true }).fill("a-longer-password-1");
  await visitor.page.getByLabel("New password again").fill("a-longer-password-1");
  await visitor.page.getByRole("button", { name: "Change password" }).click();
  await visitor.page.getByRole("heading", { name: "Dashboard" }).waitFor();
});

test("shows each person only what the role may read", async () => {
  await visitor.logIn("pipeline");
  const entries = visitor.page.getByRole("navigation").getByRole("link");
  await entries.getByText("Policies").waitFor();
  await expect.poll(() => entries.allInnerTexts()).toEqual(["Plimsoll", "Policies", "Intelligence"]);
  await visitor.visit("/policies/production");
  await visitor.visit("/intelligence");
  await visitor.visit("/account");
});

test("an auditor can change nothing", async () => {
  mock.stock.users.find(each => each.name === "assessor")!.passwordChangeDue = false;
  await visitor.arriveAt("/policies/production", "assessor");
  expect(await visitor.page.getByRole("button", { name: /Back to audit|Remove|Put in force/ }).count()).toBe(0);
  await visitor.visit("/enforcers");
  expect(await visitor.page.getByRole("button", { name: /Enrol|Revoke/ }).count()).toBe(0);
});

test("ends the session of somebody who is gone, though the lists refresh themselves", async () => {
  await visitor.page.clock.install();
  await visitor.arriveAt("/images");
  await visitor.page.clock.runFor(14 * 60_000);
  mock.changed("images");
  await visitor.page.getByRole("heading", { name: "Images" }).waitFor();
  await visitor.page.keyboard.press("Shift");
  await visitor.page.clock.runFor(14 * 60_000);
  mock.changed("images");
  await visitor.page.getByRole("heading", { name: "Images" }).waitFor();
  await visitor.page.clock.runFor(2 * 60_000);
  await visitor.page.getByText("Your session has ended").waitFor();
});

test("a session that ended leads to the login, and back to the same screen", async () => {
  await visitor.arriveAt("/hosts");
  mock.forgetSessions();
  await visitor.page.getByRole("link", { name: "Containers" }).click();
  await visitor.page.getByText("Your session has ended").waitFor();
  await visitor.page.getByLabel("User name").fill("admin");
  await visitor.page.getByLabel("Password", { exact: true }).fill(PASSWORD);
  await visitor.page.getByRole("button", { name: "Log in" }).click();
  await visitor.page.getByRole("heading", { name: "Containers" }).waitFor();
});

test("logging out forgets the session in this browser", async () => {
  await visitor.arriveAt("/");
  await visitor.page.getByRole("button", { name: /admin/ }).click();
  await visitor.page.getByRole("menuitem", { name: "Log out" }).click();
  await visitor.page.getByText("You are logged out").waitFor();
  expect(await visitor.page.evaluate(() => sessionStorage.length)).toBe(0);
});

test("what changes on a host shows by itself, and hosts are narrowed by a label", async () => {
  await visitor.arriveAt("/hosts?state=silent");
  await visitor.page.getByText("1–1 of 1").waitFor();
  mock.stock.hosts[0]!.state = "silent";
  mock.changed("hosts");
  await visitor.page.getByText("1–2 of 2").waitFor();
  await visitor.page.getByRole("searchbox", { name: "Label, or label=value" }).fill("pci-scope=cde");
  await visitor.page.getByText("1–1 of 1").waitFor();
  await visitor.page.waitForURL(/label=pci-scope/);
  expect(await visitor.barriers()).toEqual([]);
  await visitor.picture("hosts-label-1280-light");
});

test("a hidden tab holds no stream, and catches up when it is looked at again", async () => {
  await visitor.arriveAt("/hosts?state=silent");
  await visitor.page.getByRole("status").getByText("Live").waitFor();
  const hide = (hidden: boolean) =>
    visitor.page.evaluate(now => {
      Object.defineProperty(document, "hidden", { value: now, configurable: true });
      document.dispatchEvent(new Event("visibilitychange"));
    }, hidden);
  await hide(true);
  await expect.poll(() => mock.listeners()).toBe(0);
  mock.stock.hosts[0]!.state = "silent";
  await hide(false);
  await visitor.page.getByText("1–2 of 2").waitFor();
  expect(mock.listeners()).toBe(1);
});

test("pages forth and back, also by way of a detail page", async () => {
  await visitor.arriveAt("/images");
  await visitor.page.getByText("1–50 of 1,234").waitFor();
  expect(await visitor.page.getByRole("button", { name: "Previous page" }).isDisabled()).toBe(true);
  await visitor.page.getByRole("button", { name: "Next page" }).click();
  await visitor.page.getByText("51–100 of 1,234").waitFor();
  await visitor.page.locator("tbody a").first().click();
  await visitor.page.getByRole("tab", { name: "Findings" }).waitFor();
  await visitor.page.goBack();
  await visitor.page.getByText("51–100 of 1,234").waitFor();
  await visitor.page.getByRole("button", { name: "Previous page" }).click();
  await visitor.page.getByText("1–50 of 1,234").waitFor();
  await visitor.page.getByRole("button", { name: "Next page" }).click();
  await visitor.page.getByText("51–100 of 1,234").waitFor();
  await visitor.page.getByLabel("Verdict").selectOption("refused");
  await visitor.page.getByText("1–2 of 2").waitFor();
});

test("does not claim to have counted what it has not", async () => {
  await visitor.arriveAt("/audit");
  await visitor.page.getByText("1–50 of more than 10,000").waitFor();
});

test("filters stand in the address, and can be cleared", async () => {
  await visitor.arriveAt("/images");
  await visitor.page.getByPlaceholder("Search name, id or distribution").fill("checkout");
  await visitor.page.waitForURL(/query=checkout/);
  await visitor.page.getByText("1–1 of 1").waitFor();
  await visitor.page.getByLabel("Verdict").selectOption("admitted");
  await visitor.page.getByText("No image matches these filters").waitFor();
  await visitor.page.getByRole("button", { name: "Clear filters" }).click();
  await visitor.page.getByText("1–50 of 1,234").waitFor();
  await expect.poll(() => visitor.page.getByPlaceholder("Search name, id or distribution").inputValue()).toBe("");
});

test("every number of the first page leads to what it counts", async () => {
  await visitor.arriveAt("/");
  await tilesAgree(visitor);
});

test("says why an image is refused and what to do", async () => {
  await visitor.arriveAt(`/images/${mock.stock.images[0]!.id}`);
  const verdict = visitor.page.getByRole("region", { name: "Verdict" });
  await verdict.getByText("Containers of this image do not start").waitFor();
  await verdict.getByText("CVE-2021-44228 in log4j-core 2.14.1 is critical").waitFor();
  await verdict.getByText("Add a USER instruction").waitFor();
  await verdict.getByText(/rule runs-as-root .+, written by maria, in force since .* \(version 17\)/).waitFor();
  await visitor.page.getByRole("button", { name: /Details of CVE-2021-44228/ }).click();
  await visitor.page.getByText("maven range [2.0-beta9, 2.15.0) holds 2.14.1").waitFor();
  expect(await visitor.barriers()).toEqual([]);
  await visitor.picture("image-why-1280-light");
});

test("says what is not known of an image, and shows the packages behind it", async () => {
  const { id } = mock.stock.images[0]!;
  await visitor.arriveAt(`/images/${id}`);
  const box = visitor.page.getByRole("region", { name: "Not known" });
  await box.getByText("the scan is incomplete").waitFor();
  await box.getByText("1 place not seen, 4 packages not assessed, 24 packages that nobody").waitFor();
  await box.getByText("Debian 10 is past its end of life").waitFor();
  await box.getByRole("link", { name: "What and why" }).click();
  await visitor.page.getByText("the archive ends in the middle of an entry; what comes after").waitFor();
  await visitor.page.getByText("7 programs and libraries belong to no package").waitFor();
  await visitor.page.getByRole("link", { name: "Packages not assessed" }).first().click();
  await visitor.page.waitForURL(/tab=packages&assessed=no/);
  await visitor.page.getByText("anaconda-tool-7", { exact: true }).waitFor();
});

test("packages are narrowed by what this image holds, and the address keeps it", async () => {
  const { id } = mock.stock.images[0]!;
  await visitor.arriveAt(`/images/${id}?tab=packages`);
  await visitor.page
    .getByLabel("Licence")
    .locator("option", { hasText: "BSD-3-Clause" })
    .waitFor({ state: "attached" });
  await visitor.page.getByLabel("Licence").selectOption("BSD-3-Clause");
  await visitor.page.waitForURL(/licence=BSD-3-Clause/);
  await visitor.page.getByLabel("Part").selectOption("base");
  await visitor.page.waitForURL(/part=base/);
  await visitor.page.reload();
  await expect.poll(() => visitor.page.getByLabel("Part").inputValue()).toBe("base");
  await expect.poll(() => visitor.page.getByLabel("Licence").inputValue()).toBe("BSD-3-Clause");
  await visitor.page.getByRole("button", { name: "Clear filters" }).click();
  await visitor.page.waitForURL(address => !address.search.includes("part"));
});

test("executables say who brought them, and are narrowed to those that no package did", async () => {
  const nobodys = () => visitor.page.getByText("no package", { exact: true }).and(visitor.page.locator("td *"));
  await visitor.arriveAt(`/images/${mock.stock.images[0]!.id}?tab=executables`);
  await nobodys().first().waitFor();
  await visitor.page.getByLabel("Brought by").selectOption("yes");
  await visitor.page.getByText("/usr/bin/tool-00000", { exact: true }).waitFor();
  await visitor.page.getByText("setuid", { exact: true }).waitFor();
  expect(await visitor.barriers()).toEqual([]);
  await visitor.page.getByLabel("Brought by").selectOption("no");
  await nobodys().first().waitFor();
  await expect.poll(() => visitor.page.getByText("/usr/bin/tool-00000", { exact: true }).count()).toBe(0);
  expect(new URL(visitor.page.url()).searchParams.get("owned")).toBe("no");
});

test("lists the scans that are incomplete", async () => {
  await visitor.arriveAt("/images?scanState=incomplete");
  await visitor.page.getByText("1–1 of 1").waitFor();
});

test("says of an image that nobody scanned that nothing is known", async () => {
  const image = mock.stock.images.find(each => each.scanState === "unscanned")!;
  await visitor.arriveAt(`/images/${image.id}`);
  await visitor.page.getByText("Not known yet").waitFor();
  expect(await visitor.page.getByText("No advisory matches").count()).toBe(0);
});

test("asks for a scan", async () => {
  await visitor.arriveAt(`/images/${mock.stock.images[0]!.id}`);
  await visitor.page.getByRole("button", { name: "Rescan" }).click();
  await visitor.page.getByText("A rescan is asked for: 1 image.").waitFor();
});

test("shows every field of an event", async () => {
  await visitor.arriveAt("/audit?type=exec.denied");
  await visitor.page.locator("tbody button").first().click();
  const drawer = visitor.page.getByRole("dialog");
  await drawer.getByText("Hash in the chain").waitFor();
  await drawer.getByText("created in the container").waitFor();
  await drawer.getByText("curl … | sh").waitFor();
  expect(await visitor.barriers()).toEqual([]);
  await visitor.picture("audit-event-1280-light");
  await visitor.page.keyboard.press("Escape");
  await drawer.waitFor({ state: "detached" });
});

test("says in which line each mistake of a policy is, and keeps the text", async () => {
  await visitor.arriveAt("/policies/production");
  const editor = visitor.page.getByLabel("Policy document");
  await editor.fill("kind: AssurancePolicy\nname: production\nmode: sometimes\ncheks: {}\n");
  const mistakes = visitor.page.getByRole("list", { name: "Mistakes" });
  await mistakes.getByText('Line 4, column 1: unknown word "cheks"').waitFor();
  expect(await visitor.page.getByRole("button", { name: "Put in force" }).isDisabled()).toBe(true);
  await mistakes.getByText('Line 3, column 1: "mode" is one of audit, enforce').click();
  const chosen = await editor.evaluate((area: HTMLTextAreaElement) =>
    area.value.slice(area.selectionStart, area.selectionEnd),
  );
  expect(chosen).toBe("mode: sometimes");
  expect(await editor.inputValue()).toContain("cheks");
  expect(await visitor.barriers()).toEqual([]);
  await visitor.picture("policy-mistakes-1280-light");
});

test("the form writes into the text, and leaves everything else as it was", async () => {
  await visitor.arriveAt("/policies/production");
  const editor = visitor.page.getByLabel("Policy document");
  const form = visitor.page.getByRole("region", { name: "Form" });
  const before = await editor.inputValue();
  await form.getByLabel("Nothing known to be exploited (KEV)").check();
  await form.getByRole("combobox", { name: "Highest severity" }).selectOption("low");
  await form.getByLabel("Days to install a fix").check();
  const days = form.getByRole("textbox", { name: "Days to install a fix" });
  await days.fill("14d");
  await days.press("Enter");
  await form.getByLabel("It does not run as root").uncheck();
  await expect
    .poll(() => editor.inputValue())
    .toBe(
      before
        .replace("severity: medium", "severity: low")
        .replace("  runs-as-root: refuse\n", "  known-exploited: refuse\n  fix-overdue: 14d\n"),
    );
  expect(await visitor.barriers()).toEqual([]);
  await visitor.picture("policy-form-1280-light");
  await editor.fill("kind: AssurancePolicy\nname: production\nmode: audit\nscope:\nchecks:\n");
  await expect.poll(() => form.getByLabel("It was scanned").isChecked()).toBe(false);
  await form.getByLabel("It was scanned").check();
  expect(await editor.inputValue()).toContain("checks:\n  unscanned: refuse\n");
  await editor.fill(before.replace("name: production", "name: production\nstarts: 2027-01-31"));
  await expect.poll(() => form.getByLabel("The mode counts from").inputValue()).toBe("2027-01-31");
});

test("what was written is not lost without a question", async () => {
  await visitor.arriveAt("/policies/production");
  const editor = visitor.page.getByLabel("Policy document");
  const written = (await editor.inputValue()).replace("mode: enforce", "mode: audit");
  await editor.fill(written);
  await visitor.page.getByRole("tab", { name: "Versions" }).click();
  await visitor.page.getByRole("tab", { name: "Document" }).click();
  expect(await editor.inputValue()).toBe(written);
  await visitor.page.getByRole("navigation").getByRole("link", { name: "Images" }).click();
  const dialog = visitor.page.getByRole("dialog");
  await dialog.getByText("lost when you leave").waitFor();
  expect(await visitor.barriers()).toEqual([]);
  await dialog.getByRole("button", { name: "Stay" }).click();
  await dialog.waitFor({ state: "detached" });
  expect(await editor.inputValue()).toBe(written);
  await visitor.page.getByRole("navigation").getByRole("link", { name: "Images" }).click();
  await dialog.getByRole("button", { name: "Leave" }).click();
  await visitor.page.getByRole("heading", { name: "Images" }).waitFor();
});

test("an end of the session is not held up by what was written", async () => {
  await visitor.arriveAt("/policies/production");
  const editor = visitor.page.getByLabel("Policy document");
  await editor.fill(`${await editor.inputValue()}# more\n`);
  mock.forgetSessions();
  await editor.press("x");
  await visitor.page.waitForURL(url => url.pathname === "/login");
});

test("every version of a policy tells what it changed, and comes back", async () => {
  await visitor.arriveAt("/policies/production?tab=versions");
  await visitor.page.getByRole("button", { name: "Details of version 17" }).click();
  const changes = visitor.page.getByRole("group", { name: "Changed lines" });
  await changes.getByText("runs-as-root: refuse").waitFor();
  expect(await visitor.barriers()).toEqual([]);
  await visitor.picture("policy-versions-opened-1280-light");
  await visitor.page.getByRole("button", { name: "Roll back…" }).click();
  const dialog = visitor.page.getByRole("dialog");
  await dialog.getByText("severity: high").waitFor();
  expect(await visitor.barriers()).toEqual([]);
  await visitor.picture("policy-roll-back-1280-light");
  await dialog.getByRole("button", { name: "Roll back on every host" }).click();
  await visitor.page.getByText("back to version 12").waitFor();
  expect(mock.stock.policies.find(each => each.name === "production")!.document).toContain("severity: high");
  mock.stock.users.find(each => each.name === "assessor")!.passwordChangeDue = false;
  await visitor.arriveAt("/policies/production?tab=versions", "assessor");
  await visitor.page.getByText("back to version 12").waitFor();
  expect(await visitor.page.getByRole("button", { name: "Roll back…" }).count()).toBe(0);
});

test("a rehearsal names what a text would have stopped, and says when it is out of date", async () => {
  await visitor.arriveAt("/policies/default");
  await visitor.page.getByRole("button", { name: "Rehearse" }).click();
  const refused = mock.stock.images.filter(each => each.verdict !== "admitted");
  await visitor.page.getByText(new RegExp(`^It would have stopped ${refused.length} images of`)).waitFor();
  const table = visitor.page.getByRole("table", { name: "What it would have stopped" });
  await expect.poll(() => table.getByRole("row").count()).toBe(1 + Math.min(200, refused.length));
  await table.getByText("the image has not been scanned").first().waitFor();
  expect(await visitor.barriers()).toEqual([]);
  await visitor.picture("policy-rehearsal-1280-light");
  await visitor.page.getByRole("combobox", { name: "How far back" }).selectOption("30");
  await visitor.page.getByText("rehearse again").waitFor();
});

test("enforcing is a deliberate act with its consequences told first", async () => {
  await visitor.arriveAt("/policies/default");
  await visitor.page.getByRole("button", { name: "Enforce…" }).click();
  const dialog = visitor.page.getByRole("dialog");
  await dialog.getByText(/Today \d+ images on the hosts would be refused/).waitFor();
  expect(await visitor.barriers()).toEqual([]);
  await visitor.picture("policy-enforce-1280-light");
  await dialog.getByRole("button", { name: "Cancel" }).click();
  expect(mock.stock.policies.find(each => each.name === "default")!.mode).toBe("audit");
  await visitor.page.getByRole("button", { name: "Enforce…" }).click();
  await dialog.getByRole("button", { name: "Enforce on every host" }).click();
  await visitor.page.getByRole("button", { name: "Back to audit…" }).waitFor();
  const policy = mock.stock.policies.find(each => each.name === "default")!;
  expect(policy.mode).toBe("enforce");
  expect(policy.document).toContain("maximum-severity: medium");
});

test("a new policy does not replace one of the same name", async () => {
  await visitor.arriveAt("/policies/new");
  const editor = visitor.page.getByLabel("Policy document");
  await editor.fill((await editor.inputValue()).replace("my-policy", "production"));
  await visitor.page.getByRole("button", { name: "Put in force" }).click();
  await visitor.page.getByText("There is a policy of this name already").waitFor();
  await editor.fill((await editor.inputValue()).replace("production", "shops"));
  await visitor.page.getByRole("button", { name: "Put in force" }).click();
  await visitor.page.getByRole("heading", { name: "shops" }).waitFor();
});

test("an enrolment string is shown once, with the command to run", async () => {
  await visitor.arriveAt("/enforcers");
  await visitor.page.getByRole("button", { name: "Enrol a host" }).click();
  const dialog = visitor.page.getByRole("dialog");
  await dialog.getByRole("button", { name: "Make an enrolment string" }).click();
  await dialog.getByText("plimsoll-enrol://").first().waitFor();
  expect(await visitor.barriers()).toEqual([]);
  await visitor.picture("enforcers-enrol-1280-light");
  await dialog.getByRole("button", { name: "Done" }).click();
  await visitor.page.getByRole("tab", { name: "Enrolment tokens" }).click();
  await visitor.page.getByText("open").first().waitFor();
  expect(await visitor.page.content()).not.toContain("plimsoll-enrol://");
});

test("revoking asks for a reason", async () => {
  await visitor.arriveAt("/enforcers");
  await visitor.page.getByRole("button", { name: /Revoke.* pay-01/ }).click();
  const dialog = visitor.page.getByRole("dialog");
  const revoke = dialog.getByRole("button", { name: "Revoke", exact: true });
  expect(await revoke.isDisabled()).toBe(true);
  await dialog.getByLabel("Reason").fill("stolen disk");
  expect(await visitor.barriers()).toEqual([]);
  await revoke.click();
  await dialog.waitFor({ state: "detached" });
  expect(mock.stock.enforcers[0]!.state).toBe("revoked");
});

test("labels an asset, and takes a label off", async () => {
  await visitor.arriveAt(`/hosts/${mock.stock.hosts[0]!.id}`);
  await visitor.page.getByLabel("PCI scope").selectOption("connected");
  await visitor.page.getByLabel("Owner").fill("");
  await visitor.page.getByLabel("Another label").fill("team");
  await visitor.page.getByLabel("Its value").fill(" payments ");
  await visitor.page.getByRole("button", { name: "Save labels" }).click();
  await expect.poll(() => visitor.page.getByLabel("team", { exact: true }).inputValue()).toBe("payments");
  const labels = mock.stock.labels.filter(each => each.id === mock.stock.hosts[0]!.id);
  expect(labels.map(each => `${each.key}=${each.value}`).toSorted()).toEqual([
    "pci-scope=connected",
    "purpose=card payments",
    "team=payments",
  ]);
  await visitor.page.getByLabel("team", { exact: true }).fill("");
  await visitor.page.getByRole("button", { name: "Save labels" }).click();
  await visitor.page.getByLabel("team", { exact: true }).waitFor({ state: "detached" });
  expect(mock.stock.labels.filter(each => each.key === "team" && each.kind === "host")).toEqual([]);
});

test("a network leads to who is on it, and a container to the networks that it is on", async () => {
  await visitor.arriveAt("/networks?label=pci-scope%3Dcde");
  await visitor.page.getByRole("link", { name: "shop_back" }).click();
  await visitor.page.getByText("internal: nothing leads out of it").waitFor();
  const network = mock.stock.networks.find(each => each.labels["pci-scope"] === "cde")!;
  await visitor.page.getByRole("link", { name: /containers?, / }).click();
  await visitor.page.getByRole("button", { name: "only on network shop_back" }).waitFor();
  await visitor.settled();
  const shown = await visitor.page.locator("tbody tr").count();
  expect(shown).toBe(Math.min(network.containers, 50));
  await visitor.page.locator("tbody a").first().click();
  await visitor.page.getByRole("link", { name: "shop_back" }).click();
  await visitor.page.waitForURL(`**/networks/${network.id}`);
});

test("imports a bundle as it is", async () => {
  const bundle = Buffer.from([0, 255, 13, 10, 128]);
  await visitor.arriveAt("/intelligence");
  await visitor.page.locator('input[type="file"]').setInputFiles({ name: "b.bundle", mimeType: "", buffer: bundle });
  await visitor.page.getByText("In use. Images that hold anything it answers differently are matched again").waitFor();
  const digest = createHash("sha256").update(bundle).digest("hex");
  await visitor.page.getByText(digest.slice(0, 12)).waitFor();
});

test("saves the chain as a file", async () => {
  await visitor.arriveAt("/audit");
  const saved = visitor.page.waitForEvent("download");
  await visitor.page.getByRole("button", { name: "Export the chain" }).click();
  const download = await saved;
  expect(download.suggestedFilename()).toMatch(/^plimsoll-audit-\d{4}-\d\d-\d\d\.ndjson$/);
  const lines = readFileSync(await download.path(), "utf8")
    .trim()
    .split("\n");
  expect(lines.map(line => JSON.parse(line).sequence)).toEqual([48_310, 48_311, 48_312]);
});

test("narrows the trail from an event, by a bar, and takes filters away again", async () => {
  await visitor.arriveAt("/audit?type=exec.denied&policy=runtime");
  const chip = visitor.page.getByRole("button", { name: "Take away the filter policy: runtime" });
  await chip.waitFor();
  await visitor.page
    .getByRole("button", { name: /UTC: \d+ success, [1-9]\d* failure/ })
    .first()
    .click();
  await visitor.page.waitForURL(/from=.*to=/);
  await visitor.picture("audit-narrowed-1280-light");
  expect(await visitor.barriers()).toEqual([]);
  await chip.click();
  await visitor.page.waitForURL(url => !url.search.includes("policy"));
  const saved = visitor.page.waitForEvent("download");
  await visitor.page.getByRole("button", { name: "Export as CSV" }).click();
  expect((await saved).suggestedFilename()).toMatch(/^plimsoll-audit-part-.*\.csv$/);
});

test("new events come on top, unless following is switched off", async () => {
  const come = (actor: string) => {
    const newest = mock.stock.events[0]!;
    mock.stock.events.unshift({ ...newest, sequence: newest.sequence + 1, actor });
    mock.changed("audit-events");
  };
  await visitor.arriveAt("/audit");
  // The bars stand in a table too, for who does not see them.
  const first = visitor.page.locator("tbody tr:visible").first();
  await first.waitFor();
  come("first comer");
  await first.getByText("first comer").waitFor();
  await visitor.page.getByRole("switch", { name: /Follow live/ }).press("Space");
  const asked: string[] = [];
  visitor.page.on("request", request => asked.push(new URL(request.url()).pathname));
  // The bars go on counting; a list that followed would be asked for together with them.
  const counted = visitor.page.waitForResponse(/audit-events\/histogram/);
  come("second comer");
  await counted;
  expect(asked.filter(path => path.endsWith("/audit-events"))).toEqual([]);
  expect(await visitor.page.getByText("second comer").count()).toBe(0);
  await visitor.page.getByRole("switch", { name: /Follow live/ }).press("Space");
  await first.getByText("second comer").waitFor();
  mock.stock.events.splice(0, 2);
});

test("a package and a vulnerability lead to the images that have them", async () => {
  await visitor.arriveAt("/vulnerabilities?query=44228");
  await visitor.page.getByRole("link", { name: "CVE-2021-44228" }).click();
  await visitor.page.getByRole("heading", { name: "Images", exact: true }).waitFor();
  await visitor.settled();
  const chip = visitor.page.getByRole("button", { name: "Take away the filter vulnerability: CVE-2021-44228" });
  await chip.waitFor();
  const few = await visitor.page.locator("tbody tr").count();
  expect(few).toBeGreaterThan(0);
  expect(few).toBeLessThan(50);
  await chip.click();
  await visitor.page.getByText("1–50 of 1,234").waitFor();
  await visitor.visit("/packages?query=anaconda-tool-7 2024&running=yes");
  await visitor.page.getByRole("link", { name: "anaconda-tool-7", exact: true }).click();
  await visitor.page.getByText("package: anaconda-tool-7 2024.10 (conda)").waitFor();
  await expect.poll(() => new URL(visitor.page.url()).searchParams.get("packageType")).toBe("conda");
});

test("adds a user, and says when the name is taken", async () => {
  await visitor.arriveAt("/users");
  await visitor.page.getByRole("button", { name: "Add a user" }).click();
  const dialog = visitor.page.getByRole("dialog");
  await dialog.getByLabel("Name").fill("maria");
  await dialog.getByLabel("First password").fill("a-longer-password-1");
  expect(await visitor.barriers()).toEqual([]);
  await dialog.getByRole("button", { name: "Add" }).click();
  await dialog.getByText("There is a user maria already").waitFor();
  await dialog.getByLabel("Name").fill("jonas");
  await dialog.getByRole("button", { name: "Add" }).click();
  await dialog.waitFor({ state: "detached" });
  await visitor.page.getByText("jonas").waitFor();
});

test("makes a role held to labels, gives it to a user, and removes no role that somebody has", async () => {
  await visitor.arriveAt("/users?tab=roles");
  await visitor.page.getByText("payments-operators").waitFor();
  await visitor.page.getByRole("button", { name: "Make a role" }).click();
  const dialog = visitor.page.getByRole("dialog");
  await dialog.getByLabel("Name").fill("shop-readers");
  await dialog.getByRole("checkbox", { name: "read" }).first().waitFor();
  await dialog.getByRole("group", { name: "Images" }).getByLabel("read").check();
  await dialog.getByRole("group", { name: "Policies" }).getByLabel("change").check();
  const labels = dialog.getByLabel("Held to labels");
  await labels.fill("team");
  await labels.press("Enter");
  await dialog.getByText("is no label such as").waitFor();
  await labels.press("Backspace");
  await labels.fill("team=shop");
  await labels.press("Enter");
  const beyond = dialog.getByRole("group", { name: "Policies" }).getByLabel("change");
  await expect.poll(() => beyond.isDisabled()).toBe(true);
  await expect.poll(() => beyond.isChecked()).toBe(false);
  expect(await visitor.barriers()).toEqual([]);
  await visitor.picture("users-role-1280-light");
  await dialog.getByRole("button", { name: "Make" }).click();
  await dialog.waitFor({ state: "detached" });
  await visitor.page.getByText("team=shop").waitFor();

  await visitor.page.getByRole("tab", { name: "Users" }).click();
  await visitor.page.getByRole("button", { name: "Role of assessor" }).click();
  await dialog.getByLabel("Role").selectOption("shop-readers");
  await dialog.getByText("only what carries team=shop").waitFor();
  expect(await visitor.barriers()).toEqual([]);
  await dialog.getByRole("button", { name: "Give the role" }).click();
  await dialog.waitFor({ state: "detached" });

  await visitor.page.getByRole("tab", { name: "Roles" }).click();
  await visitor.page.getByRole("button", { name: "Remove shop-readers" }).click();
  await dialog.getByRole("button", { name: "Remove" }).click();
  await dialog.getByText("give them another one first.").last().waitFor();
  expect(await visitor.barriers()).toEqual([]);
});

test("shows who is logged in and every API token, and ends a session of another", async () => {
  await visitor.arriveAt("/users?tab=tokens");
  await visitor.page.getByRole("button", { name: "Revoke jenkins-shop" }).waitFor();
  await visitor.page.getByRole("tab", { name: "Sessions" }).click();
  await visitor.page.getByRole("button", { name: "End the session of maria from 198.51.100.77" }).click();
  const dialog = visitor.page.getByRole("dialog");
  expect(await visitor.barriers()).toEqual([]);
  await dialog.getByRole("button", { name: "End" }).click();
  await dialog.waitFor({ state: "detached" });
  await expect.poll(() => visitor.page.getByText("198.51.100.77").count()).toBe(0);
});

test("makes an API token, shows it once, and revokes it", async () => {
  await visitor.arriveAt("/account");
  await visitor.page.getByRole("button", { name: "Make an API token" }).click();
  const dialog = visitor.page.getByRole("dialog");
  await dialog.getByLabel("Name").fill("jenkins-shop");
  await expect.poll(() => dialog.getByLabel("Role").inputValue()).toBe("scanner");
  expect(await visitor.barriers()).toEqual([]);
  await visitor.picture("account-make-1280-light");
  await dialog.getByRole("button", { name: "Make" }).click();
  await dialog.getByText("You have a token jenkins-shop").waitFor();
  await dialog.getByLabel("Name").fill("nightly");
  await dialog.getByRole("button", { name: "Make" }).click();
  await dialog.getByText("it will not be shown again").waitFor();
  const secret = await dialog.getByText(/^plim_/).innerText();
  await dialog.getByRole("button", { name: "Copy API token" }).waitFor();
  expect(await visitor.barriers()).toEqual([]);
  await visitor.picture("account-made-1280-light");
  await dialog.getByRole("button", { name: "Done" }).click();
  await visitor.page.getByText("nightly").waitFor();
  await expect.poll(() => visitor.page.getByText(secret).count()).toBe(0);
  await visitor.page.getByRole("button", { name: "Revoke nightly" }).click();
  await dialog.getByText("This cannot be taken back").waitFor();
  expect(await visitor.barriers()).toEqual([]);
  await dialog.getByRole("button", { name: "Revoke" }).click();
  await dialog.waitFor({ state: "detached" });
  await expect.poll(() => visitor.page.getByText("nightly").count()).toBe(0);
});

test("ends another one of the own sessions", async () => {
  await visitor.arriveAt("/account");
  await visitor.page.getByText("this session").waitFor();
  await visitor.page.getByRole("button", { name: /End the session from 2001/ }).click();
  const dialog = visitor.page.getByRole("dialog");
  await dialog.getByRole("button", { name: "End" }).click();
  await dialog.waitFor({ state: "detached" });
  await expect.poll(() => visitor.page.getByText("2001:db8:85a3").count()).toBe(0);
  await expect.poll(() => visitor.page.getByRole("button", { name: /End the session/ }).count()).toBe(0);
});

test("a requirement shows its members and evidence; on paper all of them stand open", async () => {
  await visitor.arriveAt("/compliance");
  await visitor.page.getByRole("button", { name: /Details of Nothing enabled/ }).click();
  await visitor.page.getByText("31 containers, 29 enforcing").waitFor();
  expect(await visitor.page.getByText("31 containers, 29 enforcing").count()).toBe(1);
  await visitor.page.getByRole("button", { name: "Show 11 more" }).waitFor();
  expect(await visitor.barriers()).toEqual([]);
  await visitor.picture("compliance-open-1280-light");
  await visitor.page.emulateMedia({ media: "print" });
  await visitor.page.evaluate(() => window.dispatchEvent(new Event("beforeprint")));
  await expect.poll(() => visitor.page.getByText("31 containers, 29 enforcing").count()).toBeGreaterThan(1);
  await expect.poll(() => visitor.page.getByRole("button", { name: "Show 11 more" }).count()).toBe(0);
  expect(await visitor.page.getByRole("navigation").isVisible()).toBe(false);
  await visitor.picture("compliance-print-1280-light");
});

test("says what is wrong when the server does not answer, and comes back", async () => {
  await visitor.arriveAt("/hosts");
  await visitor.page.route("**/api/v1/containers?*", route => route.abort());
  await visitor.page.getByRole("link", { name: "Containers" }).click();
  await visitor.page.getByText("The Command Center does not answer").waitFor();
  expect(await visitor.barriers()).toEqual([]);
  await visitor.picture("unreachable-1280-light");
  await visitor.page.unroute("**/api/v1/containers?*");
  await visitor.page.getByRole("button", { name: "Try again" }).click();
  await visitor.page.getByText(/1–50 of/).waitFor();
});

test("the colour scheme is chosen in the account menu and kept", async () => {
  await visitor.arriveAt("/");
  const scheme = () => visitor.page.locator("html").getAttribute("data-mantine-color-scheme");
  await expect.poll(scheme).toBe("light");
  await visitor.page.getByRole("button", { name: /admin/ }).click();
  expect(await visitor.barriers()).toEqual([]);
  await visitor.page.getByRole("menuitem", { name: "Dark" }).click();
  await expect.poll(scheme).toBe("dark");
  await visitor.page.reload();
  await expect.poll(scheme).toBe("dark");
});

test("everything can be reached by keyboard, beginning with the content", async () => {
  await visitor.arriveAt("/images");
  await visitor.page.evaluate(() => {
    document.body.tabIndex = -1;
    document.body.focus();
  });
  await visitor.page.keyboard.press("Tab");
  await expect.poll(() => visitor.page.evaluate(() => document.activeElement?.textContent)).toBe("Skip to content");
  await visitor.page.keyboard.press("Enter");
  await visitor.page.keyboard.press("Tab");
  const first = await visitor.page.evaluate(
    () => document.activeElement === document.querySelector("main :is(a[href], button, input)"),
  );
  expect(first).toBe(true);
});

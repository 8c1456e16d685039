import { expect, test } from "vitest";
import { launch, profile, Visitor } from "../browser/browser";

/**
 * The first login at a new Command Center: the one-time password (`PLIMSOLL_PASSWORD`) opens nothing but the change to
 * one's own (`PLIMSOLL_NEW_PASSWORD`).
 */
const url = process.env.PLIMSOLL_URL;
const password = process.env.PLIMSOLL_PASSWORD;
const own = process.env.PLIMSOLL_NEW_PASSWORD;

test("the one-time password opens nothing before it is changed", async () => {
  if (!url || !password || !own) throw new Error("set PLIMSOLL_URL, PLIMSOLL_PASSWORD and PLIMSOLL_NEW_PASSWORD");
  const browser = await launch();
  const visitor = await Visitor.arrive(await profile(browser, url), url);
  await visitor.logIn("admin", "a-wrong-password-1");
  await visitor.page.getByRole("alert").getByText("wrong name or password").waitFor();
  await visitor.logIn("admin", password, "/images");
  await visitor.page.getByRole("heading", { name: "Choose your own password" }).waitFor();
  expect(await visitor.barriers()).toEqual([]);
  await visitor.picture("first-login-1280-light");
  await visitor.page.getByLabel("Present password").fill(password);
  await visitor.page.getByLabel("New password", { exact: true }).fill(own);
  await visitor.page.getByLabel("New password again").fill(own);
  await visitor.page.getByRole("button", { name: "Change password" }).click();
  await visitor.page.getByRole("heading", { name: "Images" }).waitFor();
  expect(visitor.complaints).toEqual([]);
  await browser.close();
});

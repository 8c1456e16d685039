import decodeQR from "qr/decode.js";
import { expect, test } from "vitest";
import { CODE, PASSWORD } from "../mock/server";
import { eachTestVisits, mock, visitor } from "./visiting";

/** The second factor, from the login to its reset. */
eachTestVisits();

const user = (name: string) => mock.stock.users.find(each => each.name === name)!;

test("asks for a code after the password", async () => {
  await visitor.logIn("maria");
  const code = visitor.page.getByLabel("Code");
  await code.waitFor();
  expect(await visitor.page.getByRole("alert").count(), "to be asked is no failure").toBe(0);
  expect(await visitor.barriers()).toEqual([]);
  await visitor.picture("login-code-1280-light");
  await code.fill("000000");
  await visitor.page.keyboard.press("Enter");
  await visitor.page.getByRole("alert").getByText("the code is wrong").waitFor();
  await expect.poll(() => code.inputValue()).toBe("");
  await code.fill(CODE);
  await visitor.page.keyboard.press("Enter");
  await visitor.page.getByRole("heading", { name: "Dashboard" }).waitFor();
});

test("is set up by an app that reads the code on the screen, and switched off again", async () => {
  await visitor.arriveAt("/account");
  await visitor.page.getByRole("button", { name: "Set up…" }).click();
  const dialog = visitor.page.getByRole("dialog");
  await dialog.getByLabel("Your password").fill("wrong");
  await dialog.getByRole("button", { name: "Go on" }).click();
  await dialog.getByText("the password is wrong").waitFor();
  await dialog.getByLabel("Your password").fill(PASSWORD);
  await dialog.getByRole("button", { name: "Go on" }).click();
  await dialog.getByLabel("First code").waitFor();
  await expect.poll(scanned).toContain("otpauth://totp/Plimsoll:admin?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&");
  expect(await visitor.barriers()).toEqual([]);
  await visitor.picture("account-second-factor-1280-light");
  await dialog.getByLabel("First code").fill("000000");
  await dialog.getByRole("button", { name: "Switch on" }).click();
  await dialog.getByText("this is not the code").waitFor();
  await dialog.getByLabel("First code").fill(CODE);
  await dialog.getByRole("button", { name: "Switch on" }).click();
  await expect.poll(() => dialog.getByRole("list", { name: "Recovery codes" }).getByRole("listitem").count()).toBe(10);
  expect(await visitor.barriers()).toEqual([]);
  await visitor.picture("account-recovery-codes-1280-light");
  await dialog.getByRole("button", { name: "I have kept them" }).click();
  await visitor.page.getByText("10 of 10 recovery codes are left").waitFor();
  await visitor.page.getByRole("button", { name: "Switch off…" }).click();
  await dialog.getByLabel("Your password").fill(PASSWORD);
  await dialog.getByLabel("Code").fill(CODE);
  expect(await visitor.barriers()).toEqual([]);
  await dialog.getByRole("button", { name: "Switch off" }).click();
  await visitor.page.getByText("Whoever learns your password").waitFor();
});

test("comes before everything else where the role needs it", async () => {
  await visitor.arriveAt("/users");
  await visitor.page.getByText("Needs a second factor: no role").waitFor();
  await visitor.page.getByRole("button", { name: "Change…" }).click();
  const dialog = visitor.page.getByRole("dialog");
  await dialog.getByLabel("administrator").check();
  expect(await visitor.barriers()).toEqual([]);
  await dialog.getByRole("button", { name: "Save" }).click();
  await visitor.page.getByRole("heading", { name: "Set up the second factor" }).waitFor();
  expect(await visitor.barriers()).toEqual([]);
  await visitor.picture("second-factor-due-1280-light");
  await visitor.page.getByLabel("Your password").fill(PASSWORD);
  await visitor.page.getByRole("button", { name: "Go on" }).click();
  await visitor.page.getByLabel("First code").fill(CODE);
  await visitor.page.getByRole("button", { name: "Switch on" }).click();
  await visitor.page.getByRole("button", { name: "I have kept them" }).click();
  await visitor.page.getByText("Needs a second factor: administrator").waitFor();
});

test("of another user is reset by an administrator", async () => {
  await visitor.arriveAt("/users");
  await visitor.page.getByRole("button", { name: "Reset factor of maria" }).click();
  const dialog = visitor.page.getByRole("dialog");
  expect(await visitor.barriers()).toEqual([]);
  await dialog.getByRole("button", { name: "Reset" }).click();
  await dialog.waitFor({ state: "detached" });
  expect(user("maria").secondFactor).toBe(false);
});

/** What a camera reads on the screen. */
async function scanned(): Promise<string> {
  const png = await visitor.page.getByRole("img", { name: "QR code of the key" }).screenshot();
  const { width, height, pixels } = await visitor.page.evaluate(async data => {
    const picture = await createImageBitmap(new Blob([Uint8Array.from(atob(data), c => c.charCodeAt(0))]));
    const canvas = new OffscreenCanvas(picture.width, picture.height);
    const context = canvas.getContext("2d")!;
    context.drawImage(picture, 0, 0);
    const bits = context.getImageData(0, 0, picture.width, picture.height).data;
    return { width: picture.width, height: picture.height, pixels: [...bits] };
  }, png.toString("base64"));
  return decodeQR({ width, height, data: Uint8Array.from(pixels) });
}

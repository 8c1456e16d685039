import { expect, test } from "vitest";
import { eachTestVisits, mock, visitor } from "./visiting";

/** Names and labels come from images and hosts that anybody may have made. */
eachTestVisits();

const SCRIPT = `"><img src=x onerror=alert(1)><script>alert(2)</script>`;

test("names and labels that hold a script are shown as text, wherever they are shown", async () => {
  const { images, containers, hosts, events, labels } = mock.stock;
  const [image] = images;
  const [container] = containers;
  const [host] = hosts;
  Object.assign(image!, { names: [SCRIPT], distribution: SCRIPT, user: SCRIPT, entrypoint: [SCRIPT] });
  Object.assign(image!, { labels: { owner: SCRIPT }, imageLabels: { [SCRIPT]: SCRIPT }, hostNames: [SCRIPT] });
  Object.assign(container!, { name: SCRIPT, imageName: SCRIPT, imageId: image!.id, status: SCRIPT, hostName: SCRIPT });
  Object.assign(container!, { user: SCRIPT, labels: { owner: SCRIPT } });
  Object.assign(host!, { name: SCRIPT, operatingSystem: SCRIPT, kernelVersion: SCRIPT, labels: { owner: SCRIPT } });
  Object.assign(events[0]!, { actor: SCRIPT, source: SCRIPT, host: SCRIPT, imageName: SCRIPT, reason: SCRIPT });
  Object.assign(events[0]!, { object: { kind: "container", id: container!.id, name: SCRIPT }, details: { a: SCRIPT } });
  Object.assign(labels[0]!, { value: SCRIPT });
  let dialogs = 0;
  visitor.page.on("dialog", dialog => {
    dialogs++;
    void dialog.dismiss();
  });
  await visitor.arriveAt("/");
  for (const path of [
    "/images",
    `/images/${image!.id}?tab=overview`,
    "/containers",
    `/containers/${container!.id}`,
    "/hosts",
    `/hosts/${host!.id}`,
    "/audit",
    "/labels",
  ]) {
    await visitor.visit(path);
    await visitor.page.getByText(SCRIPT).first().waitFor();
    expect(await visitor.page.locator('img[src="x"], body script:not([src])').count(), path).toBe(0);
    expect(await visitor.overflow(), path).toBe(0);
  }
  expect(dialogs).toBe(0);
});

test("what an address holds is text too", async () => {
  const script = encodeURIComponent(SCRIPT);
  await visitor.arriveAt("/");
  for (const path of [`/images?query=${script}`, `/images/${script}`, `/audit?actor=${script}`, `/${script}`]) {
    await visitor.page.goto(path);
    await visitor.page.locator("h1, [role=alert]").first().waitFor();
    expect(await visitor.page.locator('img[src="x"], body script:not([src])').count(), path).toBe(0);
  }
});

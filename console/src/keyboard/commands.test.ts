import { expect, test, vi } from "vitest";
import { sections, visible } from "../frame/navigation";
import { matching, pages, screens, searches, views } from "./commands";

const labels = (commands: readonly { label: string }[]) => commands.map(each => each.label);

test("screens are found by their words, the one that begins so first", () => {
  const all = screens(sections, () => undefined);
  expect(labels(matching(all, "im"))[0]).toBe("Images");
  expect(labels(matching(all, "go hos"))).toEqual(["Hosts"]);
  expect(matching(all, "")).toEqual(all);
  expect(matching(all, "nothing like it")).toEqual([]);
});

test("nobody is led to what the role may not read", () => {
  const few = visible(["images.read"]);
  expect(labels(screens(few, () => undefined))).toEqual(["Images", "Packages", "Vulnerabilities"]);
  expect(labels(searches("nginx", few, () => undefined))).toEqual([
    "Images with “nginx”",
    "Packages with “nginx”",
    "Vulnerabilities with “nginx”",
  ]);
});

test("words are looked for in the list, without the spaces around them", () => {
  const go = vi.fn();
  searches("  nginx ", sections, go)[0]!.act();
  expect(go).toHaveBeenCalledWith("/images", { query: "nginx" });
  expect(searches("   ", sections, go)).toEqual([]);
});

test("everybody finds the own account, and nobody a page where nothing is theirs to do", () => {
  const go = vi.fn();
  const found = labels(pages(visible(["policies.read"]), ["policies.read"], go));
  expect(found).toEqual(["My account"]);
  const all = pages(sections, ["policies.write", "exceptions.write"], go);
  expect(labels(all)).toEqual(["My account", "Scan queue", "New policy", "New exception"]);
  all[1]!.act();
  expect(go).toHaveBeenCalledWith("/registries", { tab: "queue" });
});

test("a saved view is found by its name and its page, and brings its filters back", () => {
  const go = vi.fn();
  const view = { id: "1", page: "audit", name: "Failed logins", query: "outcome=failure&query=%222024%22" } as const;
  const all = [...screens(sections, go), ...views([{ ...view, shared: true, owner: "maria", changedAt: "" }], go)];
  expect(labels(matching(all, "failed"))).toEqual(["Failed logins (view of Audit)"]);
  expect(labels(matching(all, "audit view"))).toEqual(["Failed logins (view of Audit)"]);
  matching(all, "failed")[0]!.act();
  expect(go).toHaveBeenCalledWith("/audit", { outcome: "failure", query: "2024" });
});

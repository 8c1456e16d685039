import { useQuery } from "@tanstack/react-query";
import { api, body, type Schemas } from "../api/client";

export type Role = Schemas["RolePermissions"];

/** Every role that I may know of, those that are built in first. */
export function useRoles() {
  return useQuery({ queryKey: ["roles"], queryFn: ({ signal }) => body(api.GET("/roles", { signal })) });
}

const builtIn: Readonly<Record<string, string>> = {
  administrator: "changes policies, labels, hosts and users",
  auditor: "reads everything, the audit trail and its export too; changes nothing",
  scanner: "for pipelines: fetches policies and intelligence, asks for scans",
};

/** What a role lets one do, in a few words; empty for one that nobody described. */
export function roleInWords(name: string, all: readonly Role[] = []) {
  const own = all.find(each => each.role === name);
  return builtIn[name] ?? [own?.description, scopeInWords(own?.labelScope ?? [])].filter(Boolean).join("; ");
}

/** Empty for everything. */
export const scopeInWords = (labels: readonly string[]) =>
  labels.length > 0 ? `only what carries ${labels.join(" and ")}` : "";

/** Permissions such as `images.read` by what they are about, in order. */
export function byArea<T extends { permission: string }>(grantable: readonly T[]) {
  const areas = new Map<string, T[]>();
  for (const each of grantable) {
    const [area = ""] = each.permission.split(".");
    areas.set(area, [...(areas.get(area) ?? []), each]);
  }
  return [...areas].map(([area, permissions]) => ({ area: areaInWords(area), permissions }));
}

const areaInWords = (area: string) => (area === "live" ? "Live updates" : area.charAt(0).toUpperCase() + area.slice(1));

const verbs: Readonly<Record<string, string>> = {
  read: "read",
  write: "change",
  scan: "have scanned",
  export: "export",
  use: "fetch for pipelines",
  confirm: "confirm as a second person",
};

/** What a permission allows, such as `read`. */
export function verbOf(permission: string) {
  const verb = permission.slice(permission.indexOf(".") + 1);
  return verbs[verb] ?? verb;
}

/** What is wrong with a label as somebody types it; absent when nothing is. */
export function labelMistake(label: string) {
  return /^[a-z0-9][a-z0-9._-]{0,62}=.*\S/.test(label) ? undefined : `“${label}” is no label such as team=payments`;
}

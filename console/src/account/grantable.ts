import type { Schemas } from "../api/client";

/** Roles that allow nothing which I may not do myself, those for pipelines first. */
export function grantable(all: readonly Schemas["RolePermissions"][], mine: readonly string[]): string[] {
  return all
    .filter(each => each.permissions.every(permission => mine.includes(permission)))
    .toSorted((a, b) => a.permissions.length - b.permissions.length)
    .map(each => each.role);
}

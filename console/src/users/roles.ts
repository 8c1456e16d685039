import type { Schemas } from "../api/client";

export type Role = Schemas["Role"];

export const roles: Readonly<Record<Role, string>> = {
  administrator: "changes policies, labels, hosts and users",
  auditor: "reads everything, the audit trail and its export too; changes nothing",
  scanner: "for pipelines: fetches policies and intelligence, asks for scans",
};

import type { Schemas } from "../../src/api/client";
import type { Stock } from "./stock";

/** Whether a user's role is held to labels. */
export const isHeld = (user: Schemas["User"], { roles }: Stock) =>
  roles.some(each => each.role === user.role && each.labelScope.length > 0);

/** The first page as the Command Center counts it within labels: without what is no sum of single things. */
export const withinLabels = (counted: Schemas["Dashboard"]): Schemas["Dashboard"] => ({
  ...counted,
  trend: undefined,
  pci: undefined,
  requirements: undefined,
});

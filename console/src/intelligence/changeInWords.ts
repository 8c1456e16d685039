import type { Schemas } from "../api/client";

type Change = Pick<Schemas["FindingChange"], "field" | "before" | "after">;

/** What a change is for a person: what it was before, and what it is now. */
export function changeInWords({ field, before, after }: Change): string {
  switch (field) {
    case "finding":
      return before === "" ? "new finding" : "no longer a finding";
    case "severity":
      return `severity was ${before}, is ${after}`;
    case "status":
      return `was ${before}, is ${after}`;
    case "fixedVersions":
      if (after === "") return `no longer fixed in ${before}`;
      return before === "" ? `now fixed in ${after}` : `fixed in ${after} (was ${before})`;
    case "kev":
      return after === "true" ? "now known to be exploited" : "no longer listed as exploited";
  }
}

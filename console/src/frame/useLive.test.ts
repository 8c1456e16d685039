import { expect, test } from "vitest";
import { staleAfter } from "./useLive";

test("a change makes its own list stale, and the numbers of the first page", () => {
  for (const list of ["images", "containers", "hosts", "audit-events", "policies", "enforcers", "intelligence"]) {
    expect(staleAfter(list)).toContain(list);
    expect(staleAfter(list)).toContain("dashboard");
  }
});

test("a list that this console does not know is no mistake", () => expect(staleAfter("secrets")).toEqual(["secrets"]));

import { expect, test } from "vitest";
import { choosable, chosen, switchedOf } from "./columns";
import type { Column } from "./DataTable";

const column = (header: string, more: Partial<Column<unknown>> = {}): Column<unknown> => ({
  header,
  cell: () => null,
  ...more,
});
const columns = [column("Image"), column("Verdict"), column("", { name: "Actions" }), column("Hosts", { extra: true })];
const shown = (switched: Record<string, boolean>) => chosen(columns, switched).map(each => each.name ?? each.header);

test("all but the extra columns are shown where nobody chose", () => {
  expect(shown({})).toEqual(["Image", "Verdict", "Actions"]);
});

test("what somebody switched counts, but the first column stays, and so does one without a name", () => {
  expect(shown({ Image: false, Verdict: false, Hosts: true, Unknown: true })).toEqual(["Image", "Actions", "Hosts"]);
  expect(chosen([column("Image"), column("")], { "": false })).toHaveLength(2);
  expect(choosable(columns)).toHaveLength(3);
});

test("what the browser kept may be anything", () => {
  for (const kept of [null, 7, "x", [true]]) expect(switchedOf(kept)).toEqual({});
  expect(switchedOf({ Verdict: false, Hosts: "no" })).toEqual({ Verdict: false });
});

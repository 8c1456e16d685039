import { Button, Menu } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { api, body } from "../api/client";
import { Icon } from "../frame/Icon";
import { ProblemBox } from "../frame/ProblemBox";
import { offer } from "../frame/offer";
import type { Search } from "./ImagesPage";

type Format = "csv" | "json";

/** Saves exactly the rows that the filters leave, on all pages. */
export function ExportMenu({ search }: { search: Search }) {
  const save = useMutation({ mutationFn: (format: Format) => download(search, format) });
  return (
    <>
      <Menu position="bottom-end">
        <Menu.Target>
          <Button variant="default" leftSection={<Icon name="down" size={14} />} loading={save.isPending}>
            Export
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Label>All rows of these filters</Menu.Label>
          <Menu.Item onClick={() => save.mutate("csv")}>As CSV</Menu.Item>
          <Menu.Item onClick={() => save.mutate("json")}>As JSON</Menu.Item>
        </Menu.Dropdown>
      </Menu>
      {save.error && <ProblemBox thrown={save.error} />}
    </>
  );
}

async function download(search: Search, format: Format) {
  const rows = await body(api.GET("/images/export", { params: { query: { ...search, format } }, parseAs: "blob" }));
  offer(rows as unknown as Blob, `plimsoll-images-${new Date().toISOString().slice(0, 10)}.${format}`);
}

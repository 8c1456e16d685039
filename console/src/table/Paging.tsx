import { ActionIcon, Group } from "@mantine/core";
import { Icon } from "../frame/Icon";
import { type Pages, range } from "./pages";

/** Where in the list we are, and the way to the pages before and after. */
export function Paging<T>({ pages }: { pages: Pages<T> }) {
  const { page, before, previous, next } = pages;
  if (!page || page.items.length === 0) return null;
  return (
    <Group gap={6} justify="flex-end" className="not-printed" p="8px 14px">
      <span className="dimmed number" role="status">
        {range(before, page.items.length, page.total)}
      </span>
      <ActionIcon variant="default" disabled={!previous} onClick={previous} aria-label="Previous page">
        <Icon name="left" />
      </ActionIcon>
      <ActionIcon variant="default" disabled={!next} onClick={next} aria-label="Next page">
        <Icon name="right" />
      </ActionIcon>
    </Group>
  );
}

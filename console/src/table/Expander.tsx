import { ActionIcon } from "@mantine/core";
import { useState } from "react";
import { Icon } from "../frame/Icon";

/** Which rows stand open. */
export function useOpened() {
  const [opened, setOpened] = useState<ReadonlySet<string>>(new Set());
  return {
    has: (key: string) => opened.has(key),
    toggle: (key: string) =>
      setOpened(before => {
        const after = new Set(before);
        if (!after.delete(key)) after.add(key);
        return after;
      }),
  };
}

/** The button at the start of a row that shows more of it. */
export function Expander({ opened, toggle, what }: { opened: boolean; toggle: () => void; what: string }) {
  return (
    <ActionIcon
      variant="subtle"
      color="gray"
      size="sm"
      className="not-printed"
      aria-expanded={opened}
      aria-label={`Details of ${what}`}
      onClick={toggle}
    >
      <Icon name={opened ? "down" : "right"} size={14} />
    </ActionIcon>
  );
}

import { ActionIcon, Checkbox, Popover, Stack, UnstyledButton } from "@mantine/core";
import { Icon } from "../frame/Icon";
import { choosable, nameOf } from "./columns";
import type { Column } from "./DataTable";
import classes from "./DataTable.module.css";

interface ColumnChooserProps<T> {
  list: string;
  columns: readonly Column<T>[];
  shown: readonly Column<T>[];
  choose: (switched: Record<string, boolean>) => void;
}

/** Which columns a list shows; kept in the browser for each user. */
export function ColumnChooser<T>({ list, columns, shown, choose }: ColumnChooserProps<T>) {
  const names = choosable(columns).map(column => nameOf(column)!);
  const on = new Set(shown.map(nameOf));
  const toggle = (name: string) =>
    choose(Object.fromEntries(names.map(each => [each, each === name ? !on.has(each) : on.has(each)])));
  return (
    <Popover position="bottom-end" withinPortal trapFocus>
      <Popover.Target>
        <ActionIcon
          variant="subtle"
          color="gray"
          size="sm"
          className={`${classes.chooser} not-printed`}
          aria-label={`Columns of ${list}`}
          title="Columns"
        >
          <Icon name="columns" size={14} />
        </ActionIcon>
      </Popover.Target>
      <Popover.Dropdown aria-label={`Columns of ${list}`}>
        <Stack gap={8}>
          {names.map(name => (
            <Checkbox key={name} size="xs" label={name} checked={on.has(name)} onChange={() => toggle(name)} />
          ))}
          <UnstyledButton className={classes.reset} onClick={() => choose({})}>
            As usual
          </UnstyledButton>
        </Stack>
      </Popover.Dropdown>
    </Popover>
  );
}

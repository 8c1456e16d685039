import { Button } from "@mantine/core";
import { Icon } from "../frame/Icon";

interface FilterChipProps {
  /** What the list is narrowed to, whole. */
  label: string;
  /** The same where it is too long to show. */
  short?: string;
  remove: () => void;
}

/** A filter that a link set and no field of the list shows; it can be taken away. */
export function FilterChip({ label, short = label, remove }: FilterChipProps) {
  return (
    <Button
      variant="light"
      size="compact-sm"
      maw={420}
      rightSection={<Icon name="close" size={12} />}
      title={label}
      aria-label={`Take away the filter ${label}`}
      onClick={remove}
    >
      {short}
    </Button>
  );
}

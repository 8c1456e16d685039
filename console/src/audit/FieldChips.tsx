import { Button } from "@mantine/core";
import { shortDigest } from "../frame/numbers";
import { Icon } from "../frame/Icon";
import type { AuditSearch } from "./AuditPage";
import { fields } from "./words";

/** The fields that the list is narrowed to; each can be taken away. They are set from an event, or from a page that links here. */
export function FieldChips({ search, narrow }: { search: AuditSearch; narrow: (change: AuditSearch) => void }) {
  return fields.map(field => {
    const value = search[field];
    if (value === undefined) return null;
    return (
      <Button
        key={field}
        variant="light"
        size="compact-sm"
        rightSection={<Icon name="close" size={12} />}
        title={value}
        aria-label={`Take away the filter ${field}: ${value}`}
        onClick={() => narrow({ [field]: undefined })}
      >
        {field}: {/^(sha256:)?[0-9a-f]{64}$/.test(value) ? shortDigest(value) : value}
      </Button>
    );
  });
}

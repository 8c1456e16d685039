import { shortDigest } from "../frame/numbers";
import { FilterChip } from "../table/FilterChip";
import type { AuditSearch } from "./AuditPage";
import { fields } from "./words";

const DIGEST = /^(sha256:)?[0-9a-f]{64}$/;

/** The fields that the list is narrowed to; each can be taken away. They are set from an event, or from a page that links here. */
export function FieldChips({ search, narrow }: { search: AuditSearch; narrow: (change: AuditSearch) => void }) {
  return fields.map(field => {
    const value = search[field];
    if (value === undefined) return null;
    return (
      <FilterChip
        key={field}
        label={`${field}: ${value}`}
        short={`${field}: ${DIGEST.test(value) ? shortDigest(value) : value}`}
        remove={() => narrow({ [field]: undefined })}
      />
    );
  });
}

import { Autocomplete } from "@mantine/core";
import { type ReactNode, useState } from "react";
import { ChoiceFilter, Filters, WordsFilter } from "../table/Filters";
import { anyOf } from "../table/search";
import { SavedViews } from "../views/SavedViews";
import type { AuditSearch } from "./AuditPage";
import { FieldChips } from "./FieldChips";
import { TimeFilter } from "./TimeFilter";
import { outcomes, types } from "./words";

interface AuditFiltersProps {
  search: AuditSearch;
  narrow: (change: AuditSearch) => void;
  clear: () => void;
  children?: ReactNode;
}

/** What narrows events and incidents alike. */
export function AuditFilters({ search, narrow, clear, children }: AuditFiltersProps) {
  return (
    <Filters clear={anyOf(search) ? clear : undefined}>
      <SavedViews page="audit" />
      <WordsFilter
        placeholder="Search who, what, reason or id"
        value={search.query}
        onChange={query => narrow({ query })}
      />
      <TypeFilter value={search.type} onChange={type => narrow({ type })} />
      <ChoiceFilter
        label="Outcome"
        value={search.outcome}
        choices={outcomes}
        onChange={outcome => narrow({ outcome })}
      />
      <TimeFilter last={search.last} from={search.from} to={search.to} onChange={narrow} />
      {children}
      <FieldChips search={search} narrow={narrow} />
    </Filters>
  );
}

interface FilterProps {
  value: string | undefined;
  onChange: (value: string | undefined) => void;
}

/** An event type, or its first part. */
function TypeFilter({ value, onChange }: FilterProps) {
  const [text, setText] = useState(value ?? "");
  const [known, setKnown] = useState(value);
  if (known !== value) {
    setKnown(value);
    setText(value ?? "");
  }
  return (
    <Autocomplete
      aria-label="Type of event"
      placeholder="Any type"
      data={types}
      w={190}
      value={text}
      onChange={setText}
      onOptionSubmit={onChange}
      onBlur={() => onChange(text.trim() || undefined)}
      onKeyDown={event => event.key === "Enter" && onChange(text.trim() || undefined)}
    />
  );
}

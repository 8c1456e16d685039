import { Autocomplete, Button, Switch, Tabs } from "@mantine/core";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { useState } from "react";
import { api, body, type Schemas } from "../api/client";
import { Empty } from "../frame/Empty";
import { Page } from "../frame/Page";
import { utc } from "../frame/time";
import { ChoiceFilter, Filters, WordsFilter } from "../table/Filters";
import { ListPanel } from "../table/ListPanel";
import { PAGE_SIZE, usePages } from "../table/pages";
import { anyOf, oneOf, tidy, words } from "../table/search";
import { Checkpoints } from "./Checkpoints";
import { ExportButton, ExportRows } from "./ExportButton";
import { EventDrawer } from "./EventDrawer";
import { type Event, eventColumns } from "./EventTable";
import { FieldChips } from "./FieldChips";
import { Histogram } from "./Histogram";
import { TimeFilter } from "./TimeFilter";
import { useFollow } from "./useFollow";
import { outcomes, types } from "./words";

export const auditSearch = (search: Record<string, unknown>) =>
  tidy({
    tab: oneOf(search.tab, { checkpoints: "Checkpoints" }),
    query: words(search.query),
    type: words(search.type),
    outcome: oneOf(search.outcome, outcomes),
    from: words(search.from),
    to: words(search.to),
    actor: words(search.actor),
    host: words(search.host),
    container: words(search.container),
    image: words(search.image),
    policy: words(search.policy),
  });

/** What narrows the list. */
export type AuditSearch = Omit<ReturnType<typeof auditSearch>, "tab">;

export function AuditPage() {
  const { tab } = useSearch({ from: "/frame/audit" });
  const navigate = useNavigate({ from: "/audit" });
  return (
    <Page
      title="Audit"
      subtitle="Every decision and every change, chained by hash; plimsoll audit verify proves that nothing is missing"
      actions={<ExportButton />}
    >
      <Tabs
        value={tab ?? "events"}
        onChange={next => void navigate({ search: next === "checkpoints" ? { tab: next } : {}, replace: true })}
      >
        <Tabs.List className="not-printed">
          <Tabs.Tab value="events">Events</Tabs.Tab>
          <Tabs.Tab value="checkpoints">Signed checkpoints</Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="events" pt="sm">
          <Events />
        </Tabs.Panel>
        <Tabs.Panel value="checkpoints" pt="sm">
          <Checkpoints />
        </Tabs.Panel>
      </Tabs>
    </Page>
  );
}

function Events() {
  const { tab: _, ...search } = useSearch({ from: "/frame/audit" });
  const navigate = useNavigate({ from: "/audit" });
  const [shown, show] = useState<Event>();
  const narrow = (change: AuditSearch) =>
    void navigate({ search: before => tidy({ ...before, ...change }), replace: true });
  const follow = useFollow(shown !== undefined);
  const pages = usePages(
    ["audit-events", search],
    (cursor, signal) =>
      body(api.GET("/audit-events", { params: { query: { ...search, cursor, limit: PAGE_SIZE } }, signal })),
    !follow.following,
  );
  const searchedBackTo = (pages.page as Schemas["AuditEventPage"] | undefined)?.searchedBackTo;
  return (
    <div style={{ display: "grid", gap: 12 }}>
      <Filters clear={anyOf(search) ? () => void navigate({ search: {} }) : undefined}>
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
        <TimeFilter from={search.from} to={search.to} onChange={narrow} />
        <Switch
          label={follow.wanted && !follow.following ? "Follow live (waits while you read)" : "Follow live"}
          checked={follow.wanted}
          onChange={event => follow.want(event.currentTarget.checked)}
        />
        <FieldChips search={search} narrow={narrow} />
      </Filters>
      {anyOf(search) && <ExportRows search={search} />}
      <Histogram search={search} narrow={narrow} />
      <ListPanel
        caption="Audit events, newest first"
        pages={pages}
        columns={eventColumns(show)}
        rowKey={event => String(event.sequence)}
        minWidth={1040}
        empty={
          searchedBackTo ? (
            <Empty icon="search" title="Nothing found yet">
              Older events were not looked at.
            </Empty>
          ) : anyOf(search) ? (
            <Empty icon="search" title="No event matches these filters">
              Take a filter away, or choose a longer time.
            </Empty>
          ) : (
            <Empty icon="audit" title="No event yet">
              Starts, refusals and every change made here are recorded as they happen.
            </Empty>
          )
        }
      />
      {searchedBackTo && (
        <div role="status">
          Searched back to {utc(searchedBackTo)} UTC.{" "}
          <Button variant="default" size="compact-sm" onClick={pages.next}>
            Search further
          </Button>
        </div>
      )}
      <EventDrawer event={shown} close={() => show(undefined)} />
    </div>
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

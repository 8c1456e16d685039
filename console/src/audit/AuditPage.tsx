import { Button, Switch, Tabs } from "@mantine/core";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { useState } from "react";
import { api, body, type Schemas } from "../api/client";
import { Empty } from "../frame/Empty";
import { Page } from "../frame/Page";
import { exact } from "../frame/time";
import { ListPanel } from "../table/ListPanel";
import { PAGE_SIZE, usePages } from "../table/pages";
import { anyOf, oneOf, tidy, words } from "../table/search";
import { ArchivedNotice, Archives } from "./Archives";
import { AuditFilters } from "./AuditFilters";
import { Checkpoints } from "./Checkpoints";
import { ExportButton, ExportRows } from "./ExportButton";
import { EventDrawer } from "./EventDrawer";
import { type Event, eventColumns } from "./EventTable";
import { Histogram } from "./Histogram";
import { Incidents } from "./Incidents";
import { useFollow } from "./useFollow";
import { asked, outcomes, spans, tabs } from "./words";

export const auditSearch = (search: Record<string, unknown>) =>
  tidy({
    tab: oneOf(search.tab, tabs),
    query: words(search.query),
    type: words(search.type),
    outcome: oneOf(search.outcome, outcomes),
    last: oneOf(search.last, spans),
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
  const { tab, ...search } = useSearch({ from: "/frame/audit" });
  const navigate = useNavigate({ from: "/audit" });
  const lists = {
    search,
    narrow: (change: AuditSearch) => void navigate({ search: before => tidy({ ...before, ...change }), replace: true }),
    clear: () => void navigate({ search: tidy({ tab }) }),
  };

  /** Incidents and events have the same filters; the others have none. */
  function open(next: string | null) {
    const filters = next === "events" || next === "incidents" ? search : {};
    void navigate({ search: tidy({ ...filters, tab: oneOf(next, tabs) }), replace: true });
  }

  return (
    <Page
      title="Audit"
      subtitle="Every decision and every change, chained by hash; plimsoll audit verify proves that nothing is missing"
      actions={<ExportButton />}
    >
      <Tabs value={tab ?? "events"} onChange={open}>
        <Tabs.List className="not-printed">
          <Tabs.Tab value="events">Events</Tabs.Tab>
          {Object.entries(tabs).map(([value, label]) => (
            <Tabs.Tab key={value} value={value}>
              {label}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        <Tabs.Panel value="events" pt="sm">
          <Events {...lists} />
        </Tabs.Panel>
        <Tabs.Panel value="incidents" pt="sm">
          <Incidents {...lists} />
        </Tabs.Panel>
        <Tabs.Panel value="archives" pt="sm">
          <Archives />
        </Tabs.Panel>
        <Tabs.Panel value="checkpoints" pt="sm">
          <Checkpoints />
        </Tabs.Panel>
      </Tabs>
    </Page>
  );
}

interface EventsProps {
  search: AuditSearch;
  narrow: (change: AuditSearch) => void;
  clear: () => void;
}

function Events({ search, narrow, clear }: EventsProps) {
  const [shown, show] = useState<Event>();
  const follow = useFollow(shown !== undefined);
  const pages = usePages(
    ["audit-events", search],
    (cursor, signal) =>
      body(api.GET("/audit-events", { params: { query: { ...asked(search), cursor, limit: PAGE_SIZE } }, signal })),
    !follow.following,
  );
  const searchedBackTo = (pages.page as Schemas["AuditEventPage"] | undefined)?.searchedBackTo;
  return (
    <div style={{ display: "grid", gap: 12 }}>
      <AuditFilters search={search} narrow={narrow} clear={clear}>
        <Switch
          label={follow.wanted && !follow.following ? "Follow live (waits while you read)" : "Follow live"}
          checked={follow.wanted}
          onChange={event => follow.want(event.currentTarget.checked)}
        />
      </AuditFilters>
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
          Searched back to {exact(searchedBackTo)}.{" "}
          <Button variant="default" size="compact-sm" onClick={pages.next}>
            Search further
          </Button>
        </div>
      )}
      <ArchivedNotice />
      <EventDrawer event={shown} close={() => show(undefined)} />
    </div>
  );
}

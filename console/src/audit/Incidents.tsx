import { Button } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { api, body, type Schemas } from "../api/client";
import { Empty } from "../frame/Empty";
import { count } from "../frame/numbers";
import { Exact, InZone } from "../frame/Time";
import { exact } from "../frame/time";
import { AssetLink } from "../labels/AssetLink";
import type { Column } from "../table/DataTable";
import { ListPanel } from "../table/ListPanel";
import { PAGE_SIZE, usePages } from "../table/pages";
import { anyOf } from "../table/search";
import { AuditFilters } from "./AuditFilters";
import type { AuditSearch } from "./AuditPage";
import { OutcomeChip } from "./OutcomeChip";
import { asked, eventsOf } from "./words";

type Incident = Schemas["AuditIncident"];

interface IncidentsProps {
  search: AuditSearch;
  narrow: (change: AuditSearch) => void;
  clear: () => void;
}

/** Failures and alarms, repeats together: what is to be looked at, once each. */
export function Incidents({ search, narrow, clear }: IncidentsProps) {
  const pages = usePages(["audit-events", "incidents", search], (cursor, signal) =>
    body(api.GET("/audit-incidents", { params: { query: { ...asked(search), cursor, limit: PAGE_SIZE } }, signal })),
  );
  const searchedBackTo = (pages.page as Schemas["AuditIncidentPage"] | undefined)?.searchedBackTo;
  return (
    <div style={{ display: "grid", gap: 12 }}>
      <AuditFilters search={search} narrow={narrow} clear={clear} />
      <ListPanel
        caption="Incidents, the one that was last repeated first"
        pages={pages}
        columns={columns}
        rowKey={incident => String(incident.lastSequence)}
        minWidth={1040}
        empty={
          anyOf(search) || searchedBackTo ? (
            <Empty icon="search" title="No incident matches these filters">
              Take a filter away, or choose a longer time.
            </Empty>
          ) : (
            <Empty icon="check" title="No incident">
              Refusals, failures and gaps would be listed here, repeats of one day together.
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
    </div>
  );
}

const columns: Column<Incident>[] = [
  {
    header: "Events",
    width: "92px",
    align: "end",
    cell: incident => (
      <Link to="/audit" search={eventsOf(incident)} title="The events of this incident">
        {count(incident.events)}
      </Link>
    ),
  },
  {
    header: <InZone>First and last</InZone>,
    name: "First and last",
    width: "172px",
    cell: incident => (
      <>
        <Exact at={incident.firstTime} />
        {incident.events > 1 && (
          <span className="cut dimmed number" title={`last ${exact(incident.lastTime)}`}>
            <Exact at={incident.lastTime} />
          </span>
        )}
      </>
    ),
  },
  {
    header: "Type",
    width: "19%",
    cell: incident => (
      <>
        <span className="cut" title={incident.type}>
          {incident.type}
        </span>
        <OutcomeChip outcome={incident.outcome} />
      </>
    ),
  },
  { header: "Who", width: "14%", cell: incident => <Cut text={incident.actor} /> },
  {
    header: "On what, where",
    width: "20%",
    cell: incident => (
      <>
        {incident.imageId ? (
          <AssetLink kind="image" id={incident.imageId} name={incident.imageName ?? ""} />
        ) : (
          <AssetLink kind={incident.object.kind} id={incident.object.id} name={incident.object.name} />
        )}
        <span className="cut dimmed" title={incident.object.name}>
          {incident.imageId ? `${incident.object.kind} ${incident.object.name}` : incident.object.kind}
          {incident.host && ` on ${incident.host}`}
        </span>
      </>
    ),
  },
  {
    header: "Why",
    cell: incident => (
      <>
        <span className="two-lines" title={incident.reason}>
          {incident.reason}
        </span>
        <Cut dimmed text={[incident.policy, incident.rule].filter(Boolean).join(" / ")} />
      </>
    ),
  },
];

function Cut({ text, dimmed }: { text: string; dimmed?: boolean }) {
  return (
    <span className={dimmed ? "cut dimmed" : "cut"} title={text}>
      {text}
    </span>
  );
}

import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { api, body, type Schemas } from "../api/client";
import { EventDrawer } from "../audit/EventDrawer";
import { type Event, eventColumns } from "../audit/EventTable";
import { Empty } from "../frame/Empty";
import { count } from "../frame/numbers";
import { Loaded } from "../frame/Loaded";
import { Page, Panel } from "../frame/Page";
import { DataTable } from "../table/DataTable";
import { pciLinks, severityBars, verdictBars } from "./series";
import { Bars } from "./Bars";
import classes from "./Dashboard.module.css";
import { Requirements } from "./Requirements";
import { Today } from "./Today";
import { Trend } from "./Trend";

type Dashboard = Schemas["Dashboard"];

/** What matters today, on one screen; every number leads to what it counts. */
export function DashboardPage() {
  const dashboard = useQuery({
    queryKey: ["dashboard"],
    queryFn: ({ signal }) => body(api.GET("/dashboard", { signal })),
    refetchInterval: 60_000,
  });
  return (
    <Page title="Dashboard">
      <Loaded query={dashboard}>
        {data =>
          data.hosts.connected + data.hosts.silent === 0 && data.images.total === 0 ? (
            <FirstSteps />
          ) : (
            <Content dashboard={data} />
          )
        }
      </Loaded>
    </Page>
  );
}

function FirstSteps() {
  return (
    <Panel>
      <Empty icon="enforcers" title="Nothing is protected yet">
        <Link to="/enforcers">Enrol a host</Link>: its images are scanned and its containers watched from then on,
        without changing how people use Docker.
      </Empty>
    </Panel>
  );
}

function Content({ dashboard }: { dashboard: Dashboard }) {
  return (
    <>
      <Today dashboard={dashboard} />
      <div className={classes.charts}>
        <Panel title="Risk, last 30 days">
          <Trend days={dashboard.trend} />
        </Panel>
        <Panel title="Vulnerabilities by severity">
          <Bars bars={severityBars(dashboard)} none="No vulnerability in any scanned image." />
        </Panel>
        <Panel title="Images by verdict">
          <Bars bars={verdictBars(dashboard)} none="No image has been judged yet." />
        </Panel>
      </div>
      <Panel title="PCI DSS, by requirement" aside={<PciVerdicts dashboard={dashboard} />}>
        <Requirements requirements={dashboard.requirements} />
      </Panel>
      <Refusals events={dashboard.recentRefusals} />
    </>
  );
}

/** How many entries have each verdict; each leads to them. */
function PciVerdicts({ dashboard }: { dashboard: Dashboard }) {
  return (
    <span className={classes.pci}>
      {pciLinks(dashboard).map(({ name, value, link }) => (
        <Link key={name} {...link}>
          {count(value)} {name}
        </Link>
      ))}
    </span>
  );
}

function Refusals({ events }: { events: Event[] }) {
  const [shown, show] = useState<Event>();
  return (
    <Panel
      title="Refused lately"
      aside={
        <Link to="/audit" search={{ outcome: "failure" }}>
          All failures
        </Link>
      }
      flush
    >
      <DataTable
        caption="Recent refusals"
        columns={eventColumns(show)}
        rows={events}
        rowKey={event => String(event.sequence)}
        minWidth={1000}
        empty={
          <Empty icon="check" title="Nothing was refused lately">
            Policies in audit refuse nothing; see <Link to="/policies">which policies enforce</Link>.
          </Empty>
        }
      />
      <EventDrawer event={shown} close={() => show(undefined)} />
    </Panel>
  );
}

import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { api, body, type Schemas } from "../api/client";
import { useLabelScope, useMay } from "../api/queries";
import { EventDrawer } from "../audit/EventDrawer";
import { type Event, eventColumns } from "../audit/EventTable";
import { Empty } from "../frame/Empty";
import { count } from "../frame/numbers";
import { Lead } from "../frame/Lead";
import { Loaded } from "../frame/Loaded";
import { Page, Panel } from "../frame/Page";
import { DataTable } from "../table/DataTable";
import { scopeInWords } from "../users/roles";
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
  const labels = useLabelScope();
  return (
    <Page title="Dashboard" subtitle={labels.length > 0 ? `Counts ${scopeInWords(labels)}` : undefined}>
      <Loaded query={dashboard}>
        {data =>
          data.hosts.connected + data.hosts.silent === 0 && data.images.total === 0 ? (
            <FirstSteps labels={labels} />
          ) : (
            <Content dashboard={data} />
          )
        }
      </Loaded>
    </Page>
  );
}

function FirstSteps({ labels }: { labels: readonly string[] }) {
  return (
    <Panel>
      {labels.length > 0 ? (
        <Empty icon="labels" title={`Nothing carries ${labels.join(" and ")} yet`}>
          Your role shows what carries its labels. Who may change labels puts them on hosts, networks, images and
          containers, or on services for all their containers.
        </Empty>
      ) : (
        <NothingProtected />
      )}
    </Panel>
  );
}

function NothingProtected() {
  return (
    <Empty icon="enforcers" title="Nothing is protected yet">
      <Link to="/enforcers">Enrol a host</Link>: its images are scanned and its containers watched from then on, without
      changing how people use Docker.
    </Empty>
  );
}

function Content({ dashboard }: { dashboard: Dashboard }) {
  return (
    <>
      <Today dashboard={dashboard} />
      <div className={classes.charts}>
        <Panel title="Risk, last 30 days">
          {dashboard.trend ? (
            <Trend days={dashboard.trend} />
          ) : (
            <NotCounted>It is kept of everything together.</NotCounted>
          )}
        </Panel>
        <Panel title="Vulnerabilities by severity">
          <Bars bars={severityBars(dashboard)} none="No vulnerability in any scanned image." />
        </Panel>
        <Panel title="Images by verdict">
          <Bars bars={verdictBars(dashboard)} none="No image has been judged yet." />
        </Panel>
      </div>
      <Panel title="PCI DSS, by requirement" aside={dashboard.pci && <PciVerdicts pci={dashboard.pci} />}>
        {dashboard.requirements ? (
          <Requirements requirements={dashboard.requirements} />
        ) : (
          <NotCounted>The requirements are judged over everything in scope.</NotCounted>
        )}
      </Panel>
      <Refusals events={dashboard.recentRefusals} />
    </>
  );
}

/** In the place of what is no sum of single things. */
function NotCounted({ children }: { children: string }) {
  return <div className="dimmed">Not counted for roles held to labels. {children}</div>;
}

/** How many entries have each verdict; each leads to them. */
function PciVerdicts({ pci }: { pci: NonNullable<Dashboard["pci"]> }) {
  return (
    <span className={classes.pci}>
      {pciLinks(pci).map(({ name, value, link }) => (
        <Lead key={name} link={link}>
          {count(value)} {name}
        </Lead>
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
        useMay("audit.read") && (
          <Link to="/audit" search={{ outcome: "failure" }}>
            All failures
          </Link>
        )
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
            Policies in audit refuse nothing; see <Lead link={{ to: "/policies" }}>which policies enforce</Lead>.
          </Empty>
        }
      />
      <EventDrawer event={shown} close={() => show(undefined)} />
    </Panel>
  );
}

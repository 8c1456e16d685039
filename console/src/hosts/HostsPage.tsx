import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import { api, body, type Schemas } from "../api/client";
import { Empty } from "../frame/Empty";
import { count } from "../frame/numbers";
import { Page } from "../frame/Page";
import { Ago } from "../frame/Time";
import { LabelList } from "../labels/LabelList";
import type { Column } from "../table/DataTable";
import { ChoiceFilter, Filters, WordsFilter } from "../table/Filters";
import { ListPanel } from "../table/ListPanel";
import { PAGE_SIZE, usePages } from "../table/pages";
import { anyOf, oneOf, tidy, truth, words } from "../table/search";
import { HostStateChip, hostStates } from "./HostStateChip";
import { StrengthChip } from "./Strength";

type Host = Schemas["Host"];

export const hostsSearch = (search: Record<string, unknown>) =>
  tidy({
    query: words(search.query),
    state: oneOf(search.state, hostStates),
    label: words(search.label),
    weak: oneOf(search.weak, strengths),
  });

const strengths = { yes: "weak", no: "full" } as const;

export function HostsPage() {
  const search = useSearch({ from: "/frame/hosts" });
  const navigate = useNavigate({ from: "/hosts" });
  const narrow = (change: ReturnType<typeof hostsSearch>) =>
    void navigate({ search: before => tidy({ ...before, ...change }), replace: true });
  const pages = usePages(["hosts", search], (cursor, signal) =>
    body(
      api.GET("/hosts", {
        params: { query: { ...search, weak: truth(search.weak), cursor, limit: PAGE_SIZE } },
        signal,
      }),
    ),
  );
  return (
    <Page title="Hosts" subtitle="Hosts with an Enforcer, and how strongly it can protect each of them">
      <Filters clear={anyOf(search) ? () => void navigate({ search: {} }) : undefined}>
        <WordsFilter placeholder="Search name or system" value={search.query} onChange={query => narrow({ query })} />
        <ChoiceFilter label="State" value={search.state} choices={hostStates} onChange={state => narrow({ state })} />
        <ChoiceFilter label="Strength" value={search.weak} choices={strengths} onChange={weak => narrow({ weak })} />
        <WordsFilter placeholder="Label, or label=value" value={search.label} onChange={label => narrow({ label })} />
      </Filters>
      <ListPanel
        caption="Hosts"
        pages={pages}
        columns={columns}
        rowKey={host => host.id}
        minWidth={1000}
        empty={anyOf(search) ? nothingFound : nothingYet}
      />
    </Page>
  );
}

const nothingFound = (
  <Empty icon="search" title="No host matches these filters">
    Take a filter away, or search for fewer words.
  </Empty>
);

const nothingYet = (
  <Empty icon="hosts" title="No host is enrolled">
    An Enforcer on a host protects its containers: <Link to="/enforcers">enrol a host</Link>.
  </Empty>
);

const columns: Column<Host>[] = [
  {
    header: "Host",
    cell: host => (
      <Link to="/hosts/$hostId" params={{ hostId: host.id }} className="cut strong" title={host.name}>
        {host.name}
      </Link>
    ),
  },
  {
    header: "State",
    width: "120px",
    cell: host => (
      <>
        <HostStateChip state={host.state} />
        <div className="dimmed">
          <Ago at={host.lastSeenAt} missing="never seen" />
        </div>
      </>
    ),
  },
  { header: "Strength", width: "124px", cell: host => <StrengthChip host={host} /> },
  {
    header: "System",
    width: "21%",
    cell: host => (
      <>
        <span className="cut" title={host.operatingSystem}>
          {host.operatingSystem}
        </span>
        <span className="cut dimmed" title={host.kernelVersion}>
          {host.kernelVersion}
        </span>
      </>
    ),
  },
  {
    header: "Engine",
    width: "84px",
    cell: host => (
      <span className="cut" title={host.engineVersion}>
        {host.engineVersion}
      </span>
    ),
  },
  { header: "Images", width: "70px", align: "end", cell: host => count(host.images) },
  {
    header: "Running",
    width: "90px",
    align: "end",
    cell: host => (
      <Link to="/containers" search={{ hostId: host.id, state: "running" }}>
        {count(host.runningContainers)} of {count(host.containers)}
      </Link>
    ),
  },
  { header: "Labels", width: "14%", cell: host => <LabelList labels={host.labels} /> },
];

import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import { api, body, type Schemas } from "../api/client";
import { Empty } from "../frame/Empty";
import { count } from "../frame/numbers";
import { Page } from "../frame/Page";
import { AssetLink } from "../labels/AssetLink";
import { LabelList } from "../labels/LabelList";
import type { Column } from "../table/DataTable";
import { ChoiceFilter, Filters, Only, WordsFilter } from "../table/Filters";
import { ListPanel } from "../table/ListPanel";
import { PAGE_SIZE, usePages } from "../table/pages";
import { anyOf, oneOf, tidy, truth, words } from "../table/search";
import { reaches } from "./words";

type Network = Schemas["Network"];

export const networksSearch = (search: Record<string, unknown>) =>
  tidy({
    query: words(search.query),
    hostId: words(search.hostId),
    internal: oneOf(search.internal, reaches),
    label: words(search.label),
  });

/** The networks of hosts' engines. */
export function NetworksPage() {
  const search = useSearch({ from: "/frame/networks" });
  const navigate = useNavigate({ from: "/networks" });
  const narrow = (change: ReturnType<typeof networksSearch>) =>
    void navigate({ search: before => tidy({ ...before, ...change }), replace: true });
  const pages = usePages(["networks", search], (cursor, signal) =>
    body(
      api.GET("/networks", {
        params: { query: { ...search, internal: truth(search.internal), cursor, limit: PAGE_SIZE } },
        signal,
      }),
    ),
  );
  const [first] = pages.page?.items ?? [];
  return (
    <Page
      title="Networks"
      subtitle="Networks of the engines on hosts with an Enforcer; who is on one inherits the labels that it carries"
    >
      <Filters clear={anyOf(search) ? () => void navigate({ search: {} }) : undefined}>
        <WordsFilter
          placeholder="Search name, driver or subnet"
          value={search.query}
          onChange={query => narrow({ query })}
        />
        <ChoiceFilter
          label="Reach"
          value={search.internal}
          choices={reaches}
          onChange={internal => narrow({ internal })}
        />
        <WordsFilter placeholder="Label, or label=value" value={search.label} onChange={label => narrow({ label })} />
        {search.hostId && (
          <Only what={`on host ${first?.hostName ?? search.hostId}`} leave={() => narrow({ hostId: undefined })} />
        )}
      </Filters>
      <ListPanel
        caption="Networks"
        pages={pages}
        columns={columns}
        rowKey={network => network.id}
        minWidth={1000}
        empty={anyOf(search) ? nothingFound : nothingYet}
      />
    </Page>
  );
}

const nothingFound = (
  <Empty icon="search" title="No network matches these filters">
    Take a filter away, or search for fewer words.
  </Empty>
);

const nothingYet = (
  <Empty icon="networks" title="No networks yet">
    Networks show up by themselves once a host is enrolled: <Link to="/enforcers">enrol a host</Link>.
  </Empty>
);

const columns: Column<Network>[] = [
  {
    header: "Network",
    cell: network => (
      <Link to="/networks/$networkId" params={{ networkId: network.id }} className="cut strong" title={network.name}>
        {network.name}
      </Link>
    ),
  },
  { header: "Host", cell: network => <AssetLink kind="host" id={network.hostId} name={network.hostName} /> },
  { header: "Driver", width: "90px", cell: network => <span className="cut">{network.driver}</span> },
  {
    header: "Subnets",
    width: "150px",
    cell: network => (
      <span className="cut mono" title={network.subnets.join("\n")}>
        {network.subnets.join(", ")}
      </span>
    ),
  },
  {
    header: "Reach",
    width: "110px",
    cell: network => (network.internal ? reaches.yes : <span className="dimmed">{reaches.no}</span>),
  },
  {
    header: "Running",
    width: "90px",
    align: "end",
    cell: network => (
      <Link to="/containers" search={{ networkId: network.id, state: "running" }}>
        {count(network.runningContainers)} of {count(network.containers)}
      </Link>
    ),
  },
  { header: "Labels", width: "150px", cell: network => <LabelList labels={network.labels} /> },
];

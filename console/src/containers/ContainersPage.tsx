import { TextInput } from "@mantine/core";
import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import { api, body, type Schemas } from "../api/client";
import { Empty } from "../frame/Empty";
import { shortDigest } from "../frame/numbers";
import { Page } from "../frame/Page";
import { Ago } from "../frame/Time";
import { AssetLink } from "../labels/AssetLink";
import { LabelList } from "../labels/LabelList";
import { useNetwork } from "../networks/network";
import type { Column } from "../table/DataTable";
import { ChoiceFilter, Filters, Only, WordsFilter } from "../table/Filters";
import { ListPanel } from "../table/ListPanel";
import { PAGE_SIZE, usePages } from "../table/pages";
import { anyOf, oneOf, tidy, truth, words } from "../table/search";
import { SavedViews } from "../views/SavedViews";
import { ExposedChip, GateChip, PowerChips, SecurityStatus, StartedBy, StateChip } from "./ContainerChips";
import { exposures, fixes, gates, states } from "./words";

type Container = Schemas["Container"];

export const containersSearch = (search: Record<string, unknown>) =>
  tidy({
    query: words(search.query),
    state: oneOf(search.state, states),
    execGate: oneOf(search.execGate, gates),
    hostId: words(search.hostId),
    imageId: words(search.imageId),
    service: words(search.service),
    networkId: words(search.networkId),
    label: words(search.label),
    exposed: oneOf(search.exposed, exposures),
    unfixed: oneOf(search.unfixed, fixes),
  });

type Search = ReturnType<typeof containersSearch>;

export function ContainersPage() {
  const search = useSearch({ from: "/frame/containers" });
  const navigate = useNavigate({ from: "/containers" });
  const narrow = (change: Search) => void navigate({ search: before => tidy({ ...before, ...change }), replace: true });
  const pages = usePages(["containers", search], (cursor, signal) =>
    body(
      api.GET("/containers", {
        params: {
          query: {
            ...search,
            exposed: truth(search.exposed),
            unfixed: truth(search.unfixed),
            cursor,
            limit: PAGE_SIZE,
          },
        },
        signal,
      }),
    ),
  );
  const [first] = pages.page?.items ?? [];
  const network = useNetwork(search.networkId ?? "");
  return (
    <Page title="Containers" subtitle="Containers on hosts with an Enforcer, whoever started them and by whichever way">
      <Filters clear={anyOf(search) ? () => void navigate({ search: {} }) : undefined}>
        <SavedViews page="containers" />
        <WordsFilter
          placeholder="Search name, id, image or host"
          value={search.query}
          onChange={query => narrow({ query })}
        />
        <ChoiceFilter label="State" value={search.state} choices={states} onChange={state => narrow({ state })} />
        <ChoiceFilter
          label="Exec gate"
          value={search.execGate}
          choices={gates}
          onChange={execGate => narrow({ execGate })}
        />
        <ChoiceFilter
          label="Ports"
          value={search.exposed}
          choices={exposures}
          onChange={exposed => narrow({ exposed })}
        />
        <ChoiceFilter
          label="Findings"
          value={search.unfixed}
          choices={fixes}
          onChange={unfixed => narrow({ unfixed })}
        />
        <LabelFilter key={search.label} value={search.label} onChange={label => narrow({ label })} />
        {search.service && <Only what={`of service ${search.service}`} leave={() => narrow({ service: undefined })} />}
        {search.networkId && (
          <Only
            what={`on network ${network.data?.name ?? search.networkId}`}
            leave={() => narrow({ networkId: undefined })}
          />
        )}
        {search.hostId && (
          <Only what={`on host ${first?.hostName ?? search.hostId}`} leave={() => narrow({ hostId: undefined })} />
        )}
        {search.imageId && (
          <Only
            what={`of image ${first?.imageName ?? shortDigest(search.imageId)}`}
            leave={() => narrow({ imageId: undefined })}
          />
        )}
      </Filters>
      <ListPanel
        caption="Containers"
        pages={pages}
        columns={containerColumns}
        rowKey={container => `${container.hostId} ${container.id}`}
        minWidth={1040}
        empty={anyOf(search) ? nothingFound : nothingYet}
      />
    </Page>
  );
}

/** One label that counts, inherited or not; takes effect with Enter or when the field is left. */
function LabelFilter({
  value,
  onChange,
}: {
  value: string | undefined;
  onChange: (label: string | undefined) => void;
}) {
  const set = (typed: string) => {
    if (typed.trim() !== (value ?? "")) onChange(typed.trim() || undefined);
  };
  return (
    <TextInput
      aria-label="Label, key or key=value"
      placeholder="label or key=value"
      maxLength={500}
      w={150}
      defaultValue={value ?? ""}
      onBlur={event => set(event.currentTarget.value)}
      onKeyDown={event => {
        if (event.key === "Enter") set(event.currentTarget.value);
      }}
    />
  );
}

const nothingFound = (
  <Empty icon="search" title="No container matches these filters">
    Take a filter away, or search for fewer words.
  </Empty>
);

const nothingYet = (
  <Empty icon="containers" title="No containers yet">
    Containers show up by themselves once a host is enrolled: <Link to="/enforcers">enrol a host</Link>.
  </Empty>
);

export const containerColumns: Column<Container>[] = [
  {
    header: "Container",
    cell: container => (
      <>
        <Link
          to="/containers/$containerId"
          params={{ containerId: container.id }}
          className="cut strong"
          title={container.name}
        >
          {container.name}
        </Link>
        <span className="dimmed mono" title={container.id}>
          {shortDigest(container.id)}
        </span>
      </>
    ),
  },
  {
    header: "State",
    width: "116px",
    cell: container => (
      <>
        <StateChip state={container.state} />
        <span className="cut dimmed" title={container.status}>
          {container.status}
        </span>
      </>
    ),
  },
  { header: "Exec gate", width: "114px", cell: container => <GateChip container={container} /> },
  { header: "Security", width: "130px", cell: container => <SecurityStatus container={container} /> },
  {
    header: "Image, host",
    cell: container => (
      <>
        <AssetLink kind="image" id={container.imageId} name={container.imageName} />
        <AssetLink kind="host" id={container.hostId} name={container.hostName} />
      </>
    ),
  },
  {
    header: "Runs as",
    width: "116px",
    cell: container => (
      <>
        <PowerChips container={container} />
        <ExposedChip container={container} />
      </>
    ),
  },
  { header: "Labels", width: "150px", cell: container => <LabelList labels={container.labels} /> },
  {
    header: "Started by, seen",
    width: "142px",
    cell: container => (
      <>
        <StartedBy container={container} />
        <span className="dimmed">
          <Ago at={container.lastSeenAt} />
        </span>
      </>
    ),
  },
];

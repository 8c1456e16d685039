import { useQuery } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { api, body, type Schemas } from "../api/client";
import { Chip } from "../frame/Chip";
import { Digest } from "../frame/Digest";
import { Empty } from "../frame/Empty";
import { count } from "../frame/numbers";
import type { Column } from "../table/DataTable";
import { ChoiceFilter, Filters, WordsFilter } from "../table/Filters";
import { ListPanel } from "../table/ListPanel";
import { PAGE_SIZE, usePages } from "../table/pages";
import { anyOf, tidy } from "../table/search";
import { assessedChoices, parts, silences } from "./words";

type Package = Schemas["Package"];
type Share = Schemas["PackageShare"];

interface Narrowing {
  query?: string | undefined;
  type?: string | undefined;
  part?: Schemas["ImagePart"] | undefined;
  licence?: string | undefined;
  assessed?: keyof typeof assessedChoices | undefined;
}

/** What the image holds. */
export function PackagesTab({ image }: { image: Schemas["ImageDetail"] }) {
  const { query, type, part, licence, assessed } = useSearch({ from: "/frame/images/$imageId" });
  const search: Narrowing = { query, type, part, licence, assessed };
  const navigate = useNavigate({ from: "/images/$imageId" });
  const narrow = (change: Narrowing) =>
    void navigate({ search: before => tidy({ ...before, ...change }), replace: true });
  const pages = usePages(["images", image.id, "packages", search], (cursor, signal) =>
    body(
      api.GET("/images/{imageId}/packages", {
        params: {
          path: { imageId: image.id },
          query: { ...search, assessed: assessed && assessed === "yes", cursor, limit: PAGE_SIZE },
        },
        signal,
      }),
    ),
  );
  const filtered = anyOf(search);
  return (
    <>
      <Filters clear={filtered ? () => narrow(nothing) : undefined}>
        <WordsFilter
          placeholder="Search name, version or path"
          value={query}
          onChange={next => narrow({ query: next })}
        />
        <PackageFilters image={image} search={search} narrow={narrow} />
      </Filters>
      <ListPanel
        caption="Packages"
        pages={pages}
        columns={columns}
        rowKey={each => `${each.purl} ${each.path}`}
        minWidth={1000}
        empty={
          <Empty icon="search" title={filtered ? "No package matches these filters" : "No package found in this image"}>
            {filtered
              ? "Take a filter away, or search for fewer words."
              : "Either it holds none, or it has not been scanned yet."}
          </Empty>
        }
      />
    </>
  );
}

const nothing: Narrowing = {
  query: undefined,
  type: undefined,
  part: undefined,
  licence: undefined,
  assessed: undefined,
};

interface PackageFiltersProps {
  image: Schemas["ImageDetail"];
  search: Narrowing;
  narrow: (change: Narrowing) => void;
}

/** Filters with what this image has to choose from. */
function PackageFilters({ image, search, narrow }: PackageFiltersProps) {
  const counts = useQuery({
    queryKey: ["images", image.id, "package-counts"],
    queryFn: ({ signal }) =>
      body(api.GET("/images/{imageId}/package-counts", { params: { path: { imageId: image.id } }, signal })),
  }).data;
  const types = choices(counts?.types, search.type);
  const licences = choices(counts?.licences, search.licence);
  const without = counts?.withoutLicence ?? 0;
  const partChoices = choices(counts?.parts, search.part, parts);
  return (
    <>
      <ChoiceFilter label="Type" value={search.type} choices={types} onChange={type => narrow({ type })} />
      {Object.keys(partChoices).length > 0 && (
        <ChoiceFilter<string>
          label="Part"
          value={search.part}
          choices={partChoices}
          onChange={part => narrow({ part: part as Narrowing["part"] })}
        />
      )}
      <ChoiceFilter
        label="Licence"
        value={search.licence}
        choices={without > 0 ? { none: `none named (${count(without)})`, ...licences } : licences}
        onChange={licence => narrow({ licence })}
      />
      <ChoiceFilter
        label="Advisories"
        value={search.assessed}
        choices={assessedChoices}
        onChange={assessed => narrow({ assessed })}
      />
    </>
  );
}

/** The most frequent first, and in any case the one that is chosen. */
function choices(
  shares: readonly Share[] | undefined,
  chosen: string | undefined,
  names: Readonly<Record<string, string>> = {},
): Record<string, string> {
  const found = (shares ?? []).map(({ word, packages }) => [word, `${names[word] ?? word} (${count(packages)})`]);
  return { ...(chosen !== undefined && { [chosen]: names[chosen] ?? chosen }), ...Object.fromEntries(found) };
}

const columns: Column<Package>[] = [
  {
    header: "Package, path",
    cell: each => (
      <>
        <span className="cut strong" title={each.purl}>
          {each.name}
        </span>
        <span className="cut mono dimmed" title={each.path}>
          {each.path}
        </span>
      </>
    ),
  },
  {
    header: "Version",
    width: "15%",
    cell: each => (
      <>
        <span className="cut mono" title={each.version}>
          {each.version || <span className="dimmed">not known</span>}
        </span>
        <Remarks software={each} />
      </>
    ),
  },
  { header: "Type", width: "84px", cell: each => each.type },
  { header: "Part, owner", width: "150px", cell: each => <Origin software={each} /> },
  { header: "Licence", width: "15%", cell: each => <Licence names={each.licences} /> },
  { header: "Layer", width: "136px", cell: each => each.layer && <Digest value={each.layer} /> },
];

/** What must not be read past: that no advisory speaks about it, or that it is not there to run. */
function Remarks({ software }: { software: Package }) {
  return (
    <>
      {software.notAssessed && (
        <Chip tone="warn" icon="question" title={silences[software.notAssessed]}>
          not assessed
        </Chip>
      )}
      {software.scope && (
        <Chip tone="quiet" title="A lock file says that only developers need it">
          {software.scope}
        </Chip>
      )}
    </>
  );
}

/** Where it came from; nothing where the history of the image does not tell. */
function Origin({ software }: { software: Package }) {
  return (
    <>
      <span className="cut">{software.part && parts[software.part]}</span>
      {software.owner && (
        <span className="cut dimmed" title={`Brought by the distribution's package ${software.owner}`}>
          of {software.owner}
        </span>
      )}
    </>
  );
}

function Licence({ names }: { names: readonly string[] }) {
  const text = names.join(", ");
  return (
    <span className="cut" title={text}>
      {text}
    </span>
  );
}

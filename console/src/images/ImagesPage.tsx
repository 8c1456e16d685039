import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import { api, body, type Schemas } from "../api/client";
import { Empty } from "../frame/Empty";
import { count, counted, shortDigest } from "../frame/numbers";
import { Page } from "../frame/Page";
import { Ago } from "../frame/Time";
import { LabelList } from "../labels/LabelList";
import type { Column } from "../table/DataTable";
import { ChoiceFilter, Filters, WordsFilter } from "../table/Filters";
import { ListPanel } from "../table/ListPanel";
import { PAGE_SIZE, usePages } from "../table/pages";
import { anyOf, oneOf, tidy, words } from "../table/search";
import { QueueLine } from "../registries/QueueLine";
import { ContentChips } from "./ContentChips";
import { SeverityBar, SeverityHead } from "./SeverityBar";
import { ScanChip, VerdictChip } from "./VerdictChip";
import { isKnown, scanFilters, verdicts } from "./words";

type Image = Schemas["Image"];

const sorts = { created: "newest first", severity: "worst first" } as const;

export const imagesSearch = (search: Record<string, unknown>) =>
  tidy({
    query: words(search.query),
    verdict: oneOf(search.verdict, verdicts),
    scanState: oneOf(search.scanState, scanFilters),
    sort: oneOf(search.sort, sorts),
    package: words(search.package),
    packageVersion: words(search.packageVersion),
    packageType: words(search.packageType),
    vulnerability: words(search.vulnerability),
    exception: words(search.exception),
  });

export type Search = ReturnType<typeof imagesSearch>;

export function ImagesPage() {
  const search = useSearch({ from: "/frame/images" });
  const navigate = useNavigate({ from: "/images" });
  const narrow = (change: Search) => void navigate({ search: before => tidy({ ...before, ...change }), replace: true });
  const pages = usePages(["images", search], (cursor, signal) =>
    body(api.GET("/images", { params: { query: { ...search, cursor, limit: PAGE_SIZE } }, signal })),
  );
  return (
    <Page
      title="Images"
      subtitle={
        <>
          Every image on a host with an Enforcer or in a registry that is looked into, judged by the policies in force
          <QueueLine />
        </>
      }
    >
      <Filters clear={anyOf(search) ? () => void navigate({ search: {} }) : undefined}>
        <WordsFilter
          placeholder="Search name, id or distribution"
          value={search.query}
          onChange={query => narrow({ query })}
        />
        <ChoiceFilter
          label="Verdict"
          value={search.verdict}
          choices={verdicts}
          onChange={verdict => narrow({ verdict })}
        />
        <ChoiceFilter
          label="Scan"
          value={search.scanState}
          choices={scanFilters}
          onChange={scanState => narrow({ scanState })}
        />
        <ChoiceFilter
          label="Order"
          value={search.sort}
          choices={sorts}
          otherwise="by name"
          onChange={sort => narrow({ sort })}
        />
        <ContentChips search={search} narrow={narrow} />
      </Filters>
      <ListPanel
        caption="Images"
        pages={pages}
        columns={columns}
        rowKey={image => image.id}
        minWidth={1000}
        empty={anyOf(search) ? nothingFound : nothingYet}
      />
    </Page>
  );
}

const nothingFound = (
  <Empty icon="search" title="No image matches these filters">
    Take a filter away, or search for fewer words.
  </Empty>
);

const nothingYet = (
  <Empty icon="images" title="No images yet">
    Images show up by themselves once a host is enrolled: <Link to="/enforcers">enrol a host</Link>.
  </Empty>
);

const columns: Column<Image>[] = [
  { header: "Image, distribution", cell: image => <ImageName image={image} /> },
  { header: <SeverityHead />, width: "190px", cell: image => <Findings image={image} /> },
  {
    header: "Verdict",
    width: "130px",
    cell: image => <VerdictChip verdict={image.verdict} violations={image.violations} />,
  },
  {
    header: "Scan",
    width: "112px",
    cell: image => (
      <>
        <ScanChip image={image} />
        {image.scannedAt && (
          <div className="dimmed">
            <Ago at={image.scannedAt} />
          </div>
        )}
      </>
    ),
  },
  { header: "Hosts", width: "62px", align: "end", cell: image => count(image.hosts) },
  { header: "Running", width: "76px", align: "end", cell: image => count(image.runningContainers) },
  { header: "Labels", width: "16%", cell: image => <LabelList labels={image.labels} /> },
];

function ImageName({ image }: { image: Image }) {
  const [name = shortDigest(image.id), ...others] = image.names;
  return (
    <>
      <Link to="/images/$imageId" params={{ imageId: image.id }} className="cut strong" title={image.names.join("\n")}>
        {name}
      </Link>
      <span className="cut dimmed" title={`${image.id}\n${image.distribution ?? ""}`}>
        <span className="mono">{shortDigest(image.id)}</span>
        {` · ${image.distribution ?? "no distribution found"}`}
        {others.length > 0 && ` · ${counted(others.length, "more name")}`}
      </span>
    </>
  );
}

/** Nothing found is only said of an image that was looked at. */
function Findings({ image }: { image: Image }) {
  if (!isKnown(image)) return <span className="dimmed">not known</span>;
  return (
    <>
      <SeverityBar counts={image.severities} />
      <span className="cut dimmed" title="KEV: on CISA's list of known exploited vulnerabilities">
        {[
          image.kev ? `${count(image.kev)} KEV` : "",
          image.accepted ? `${count(image.accepted)} accepted` : "",
          image.notAssessed > 0 ? `${count(image.notAssessed)} not assessed` : "",
        ]
          .filter(Boolean)
          .join(" · ")}
      </span>
    </>
  );
}

import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import { api, body, type Schemas } from "../api/client";
import { useMay } from "../api/queries";
import { Chip } from "../frame/Chip";
import { Empty } from "../frame/Empty";
import { Icon } from "../frame/Icon";
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
import { useSelection } from "../table/selection";
import { SavedViews } from "../views/SavedViews";
import { ContentChips } from "./ContentChips";
import { ExportMenu } from "./ExportMenu";
import { ImageActions } from "./ImageActions";
import { RuntimeProfile } from "./RuntimeProfile";
import { SeverityBar, SeverityHead } from "./SeverityBar";
import { ScanChip, VerdictChip } from "./VerdictChip";
import { isIncomplete } from "./unknowns";
import { decisions, isKnown, scanFilters, severities, verdicts } from "./words";

type Image = Schemas["Image"];

const sorts = { created: "newest first", severity: "worst first" } as const;

export const imagesSearch = (search: Record<string, unknown>) =>
  tidy({
    query: words(search.query),
    verdict: oneOf(search.verdict, verdicts),
    scanState: oneOf(search.scanState, scanFilters),
    severity: oneOf(search.severity, severities),
    registry: words(search.registry),
    repository: words(search.repository),
    label: words(search.label),
    decision: oneOf(search.decision, decisions),
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
  const selection = useSelection<Image>(nameOf);
  const mayScan = useMay("images.scan");
  const mayAct = useMay("images.write") || mayScan;
  const registries = useRegistries(search.registry);
  return (
    <Page
      title="Images"
      actions={<ExportMenu search={search} />}
      subtitle={
        <>
          Every image on a host with an Enforcer or in a registry that is looked into, judged by the policies in force
          <QueueLine />
        </>
      }
    >
      <Filters clear={anyOf(search) ? () => void navigate({ search: {} }) : undefined}>
        <SavedViews page="images" />
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
          label="Severity"
          value={search.severity}
          choices={severities}
          onChange={severity => narrow({ severity })}
        />
        <ChoiceFilter
          label="Registry"
          value={search.registry}
          choices={registries}
          onChange={registry => narrow({ registry })}
        />
        <ChoiceFilter
          label="Decision"
          value={search.decision}
          choices={decisions}
          onChange={decision => narrow({ decision })}
        />
        <WordsFilter placeholder="Label, or label=value" value={search.label} onChange={label => narrow({ label })} />
        <ChoiceFilter
          label="Order"
          value={search.sort}
          choices={sorts}
          otherwise="by name"
          onChange={sort => narrow({ sort })}
        />
        <ContentChips search={search} narrow={narrow} />
      </Filters>
      <ImageActions
        images={[...selection.rows.values()].map(image => ({ id: image.id, name: nameOf(image) }))}
        acted={selection.clear}
      >
        <strong role="status">{counted(selection.rows.size, "image")} selected</strong>
        <Button
          variant="subtle"
          size="compact-sm"
          leftSection={<Icon name="close" size={13} />}
          onClick={selection.clear}
        >
          Clear
        </Button>
      </ImageActions>
      <ListPanel
        caption="Images"
        {...(mayAct && { selection })}
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

/** At least the one that the address names. */
function useRegistries(named: string | undefined): Record<string, string> {
  const known = useQuery({
    queryKey: ["images", "registries"],
    queryFn: ({ signal }) => body(api.GET("/image-registries", { signal })),
  }).data?.items.map(item => item.registry);
  return Object.fromEntries([...new Set([...(known ?? []), ...(named ? [named] : [])])].map(name => [name, name]));
}

const nameOf = (image: Image) => image.names[0] ?? shortDigest(image.id);

const columns: Column<Image>[] = [
  { header: "Repository, tag", cell: image => <ImageName image={image} /> },
  { header: <SeverityHead />, name: "Severities", width: "180px", cell: image => <Findings image={image} /> },
  {
    header: "Verdict, scan",
    width: "128px",
    cell: image => (
      <>
        <VerdictChip verdict={image.verdict} violations={image.violations} />
        <div className="dimmed">
          {image.scanState === "scanned" && !isIncomplete(image) ? (
            <Ago at={image.scannedAt} />
          ) : (
            <ScanChip image={image} />
          )}
        </div>
      </>
    ),
  },
  {
    header: <span title="Images of the same repository whose containers are refused">Disallowed</span>,
    name: "Disallowed",
    width: "94px",
    cell: image => <Disallowed image={image} />,
  },
  {
    header: <span title="The runtime policy that counts for the containers of the image">Runtime profile</span>,
    name: "Runtime profile",
    width: "9%",
    cell: image => <RuntimeProfile runtime={image.runtime} />,
  },
  {
    header: "Registry",
    width: "9%",
    cell: image => (
      <span className="cut" title={image.registries.join("\n")}>
        {image.registries.join(", ")}
      </span>
    ),
  },
  { header: "Hosts", width: "62px", align: "end", extra: true, cell: image => count(image.hosts) },
  { header: "Running", width: "76px", align: "end", cell: image => count(image.runningContainers) },
  { header: "Labels", width: "11%", cell: image => <LabelList labels={image.labels} /> },
];

/** How many images of the repository are refused; leads to them. */
function Disallowed({ image }: { image: Image }) {
  const { repository, inRepository } = image;
  return (
    <>
      {repository && inRepository && (
        <Link to="/images" search={{ repository, verdict: "refused" }} className="number">
          {count(inRepository.refused)} / {count(inRepository.images)}
          <span className="for-readers"> images of {repository} are refused</span>
        </Link>
      )}
      {image.disallowed && (
        <div>
          <Chip tone="bad" icon="refused" title="Somebody disallowed this very image">
            by hand
          </Chip>
        </div>
      )}
    </>
  );
}

function ImageName({ image }: { image: Image }) {
  const name = nameOf(image);
  const others = image.names.slice(1);
  return (
    <>
      <Link
        to="/images/$imageId"
        params={{ imageId: image.id }}
        className="two-lines strong"
        title={image.names.join("\n")}
      >
        {name}
      </Link>
      <span className="cut dimmed" title={`${image.id}\n${image.distribution ?? ""}`}>
        <span className="mono">{shortDigest(image.id)}</span>
        {` · ${image.distribution ?? "no distribution found"}`}
        {image.approvedBase && " · approved base"}
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

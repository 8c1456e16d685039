import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import { api, body, type Schemas } from "../api/client";
import { Empty } from "../frame/Empty";
import { count } from "../frame/numbers";
import { Page } from "../frame/Page";
import { runs } from "../images/words";
import type { Column } from "../table/DataTable";
import { ChoiceFilter, Filters, WordsFilter } from "../table/Filters";
import { ListPanel } from "../table/ListPanel";
import { PAGE_SIZE, usePages } from "../table/pages";
import { anyOf, oneOf, tidy, truth, words } from "../table/search";

type Package = Schemas["PackageInUse"];

export const packagesSearch = (search: Record<string, unknown>) =>
  tidy({ query: words(search.query), type: words(search.type), running: oneOf(search.running, runs) });

type Search = ReturnType<typeof packagesSearch>;

/** Where do we run openssl 3.0.11? Every package of every image once. */
export function PackagesPage() {
  const search = useSearch({ from: "/frame/packages" });
  const navigate = useNavigate({ from: "/packages" });
  const narrow = (change: Search) => void navigate({ search: before => tidy({ ...before, ...change }), replace: true });
  const pages = usePages(["packages", search], (cursor, signal) => {
    const query = tidy({ ...search, running: truth(search.running), cursor, limit: PAGE_SIZE });
    return body(api.GET("/packages", { params: { query }, signal }));
  });
  return (
    <Page title="Packages" subtitle="What the images on hosts hold, each package and version once">
      <Filters clear={anyOf(search) ? () => void navigate({ search: {} }) : undefined}>
        <WordsFilter placeholder="Search name and version" value={search.query} onChange={query => narrow({ query })} />
        <ChoiceFilter label="Use" value={search.running} choices={runs} onChange={running => narrow({ running })} />
      </Filters>
      <ListPanel
        caption="Packages"
        pages={pages}
        columns={columns}
        rowKey={each => [each.type, each.name, each.version].join(" ")}
        empty={anyOf(search) ? nothingFound : nothingYet}
      />
    </Page>
  );
}

const nothingFound = (
  <Empty icon="search" title="No image holds such a package">
    Take a filter away, or search for a part of the name.
  </Empty>
);

const nothingYet = (
  <Empty icon="packages" title="No packages yet">
    They show up once an image was scanned: <Link to="/images">see the images</Link>.
  </Empty>
);

const columns: Column<Package>[] = [
  { header: "Package", cell: each => <PackageName each={each} /> },
  { header: "Version", width: "26%", cell: each => each.version || <span className="dimmed">not known</span> },
  { header: "Kind", width: "110px", cell: each => each.type },
  { header: "Images", width: "90px", align: "end", cell: each => count(each.images) },
  { header: "Running", width: "90px", align: "end", cell: each => count(each.runningContainers) },
];

/** Leads to the images that hold it. */
function PackageName({ each }: { each: Package }) {
  const search = tidy({ package: each.name, packageVersion: each.version || undefined, packageType: each.type });
  return (
    <Link to="/images" search={search} className="cut strong" title={`Images that hold ${each.name} ${each.version}`}>
      {each.name}
    </Link>
  );
}

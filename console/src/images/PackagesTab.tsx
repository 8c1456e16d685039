import { useNavigate, useSearch } from "@tanstack/react-router";
import { api, body, type Schemas } from "../api/client";
import { Digest } from "../frame/Digest";
import { Empty } from "../frame/Empty";
import type { Column } from "../table/DataTable";
import { Filters, WordsFilter } from "../table/Filters";
import { ListPanel } from "../table/ListPanel";
import { PAGE_SIZE, usePages } from "../table/pages";
import { tidy } from "../table/search";

/** What the image holds. */
export function PackagesTab({ image }: { image: Schemas["ImageDetail"] }) {
  const { query } = useSearch({ from: "/frame/images/$imageId" });
  const navigate = useNavigate({ from: "/images/$imageId" });
  const narrow = (next: string | undefined) =>
    void navigate({ search: before => tidy({ ...before, query: next }), replace: true });
  const pages = usePages(["images", image.id, "packages", { query }], (cursor, signal) =>
    body(
      api.GET("/images/{imageId}/packages", {
        params: { path: { imageId: image.id }, query: { query, cursor, limit: PAGE_SIZE } },
        signal,
      }),
    ),
  );
  return (
    <>
      <Filters>
        <WordsFilter placeholder="Search name, version or path" value={query} onChange={narrow} />
      </Filters>
      <ListPanel
        caption="Packages"
        pages={pages}
        columns={columns}
        rowKey={each => `${each.purl} ${each.path}`}
        empty={
          <Empty icon="search" title={query ? "No package matches" : "No package found in this image"}>
            {query ? "Search for fewer words." : "Either it holds none, or it has not been scanned yet."}
          </Empty>
        }
      />
    </>
  );
}

const columns: Column<Schemas["Package"]>[] = [
  {
    header: "Package",
    cell: each => (
      <span className="cut strong" title={each.purl}>
        {each.name}
      </span>
    ),
  },
  {
    header: "Version",
    cell: each => (
      <span className="cut mono" title={each.version}>
        {each.version}
      </span>
    ),
  },
  { header: "Type", width: "90px", cell: each => each.type },
  {
    header: "Path",
    width: "34%",
    cell: each => (
      <span className="cut mono" title={each.path}>
        {each.path}
      </span>
    ),
  },
  { header: "Licence", width: "120px", cell: each => <Licence names={each.licences} /> },
  { header: "Layer", width: "150px", cell: each => each.layer && <Digest value={each.layer} /> },
];

function Licence({ names }: { names: readonly string[] }) {
  const text = names.join(", ");
  return (
    <span className="cut" title={text}>
      {text}
    </span>
  );
}

import { useNavigate, useSearch } from "@tanstack/react-router";
import { api, body, type Schemas } from "../api/client";
import { Chip } from "../frame/Chip";
import { Digest } from "../frame/Digest";
import { Empty } from "../frame/Empty";
import { bytes } from "../frame/numbers";
import type { Column } from "../table/DataTable";
import { ChoiceFilter, Filters, WordsFilter } from "../table/Filters";
import { ListPanel } from "../table/ListPanel";
import { PAGE_SIZE, usePages } from "../table/pages";
import { anyOf, tidy } from "../table/search";
import { ownedChoices, parts } from "./words";

type Executable = Schemas["Executable"];

interface Narrowing {
  query?: string | undefined;
  owned?: keyof typeof ownedChoices | undefined;
}

/** What of the image can be run: programs, scripts and libraries. */
export function ExecutablesTab({ image }: { image: Schemas["ImageDetail"] }) {
  const { query, owned } = useSearch({ from: "/frame/images/$imageId" });
  const search: Narrowing = { query, owned };
  const navigate = useNavigate({ from: "/images/$imageId" });
  const narrow = (change: Narrowing) =>
    void navigate({ search: before => tidy({ ...before, ...change }), replace: true });
  const pages = usePages(["images", image.id, "executables", search], (cursor, signal) =>
    body(
      api.GET("/images/{imageId}/executables", {
        params: {
          path: { imageId: image.id },
          query: { query, owned: owned && owned === "yes", cursor, limit: PAGE_SIZE },
        },
        signal,
      }),
    ),
  );
  const filtered = anyOf(search);
  return (
    <>
      <Filters clear={filtered ? () => narrow({ query: undefined, owned: undefined }) : undefined}>
        <WordsFilter placeholder="Search path or package" value={query} onChange={next => narrow({ query: next })} />
        <ChoiceFilter
          label="Brought by"
          value={owned}
          choices={ownedChoices}
          onChange={next => narrow({ owned: next })}
        />
      </Filters>
      <ListPanel
        caption="Executables"
        pages={pages}
        columns={columns}
        rowKey={each => each.path}
        minWidth={900}
        empty={
          <Empty
            icon="search"
            title={filtered ? "No executable matches these filters" : "No executable found in this image"}
          >
            {filtered
              ? "Take a filter away, or search for fewer words."
              : "Either it holds none, or it has not been scanned yet."}
          </Empty>
        }
      />
    </>
  );
}

const columns: Column<Executable>[] = [
  {
    header: "Path",
    cell: each => (
      <span className="cut mono" title={`${each.path}\n${each.sha256}`}>
        {each.path}
      </span>
    ),
  },
  { header: "Mode", width: "136px", cell: each => <Mode mode={each.mode} /> },
  { header: "Size", width: "90px", align: "end", cell: each => bytes(each.size) },
  { header: "Brought by", width: "30%", cell: each => <Owner executable={each} /> },
  { header: "Part", width: "110px", cell: each => each.part && parts[each.part] },
  { header: "Layer", width: "136px", cell: each => each.layer && <Digest value={each.layer} /> },
];

/** The rights, and whose it takes on when it runs. */
function Mode({ mode }: { mode: string }) {
  const special = Number.parseInt(mode[0] ?? "0", 8);
  return (
    <>
      <span className="mono">{mode}</span>{" "}
      {(special & 6) !== 0 && (
        <Chip tone="warn" icon="warning" title="It runs with the rights of its owner or group, whoever starts it">
          {(special & 4) !== 0 ? "setuid" : "setgid"}
        </Chip>
      )}
    </>
  );
}

function Owner({ executable: { owner, owned } }: { executable: Executable }) {
  if (owner) {
    return (
      <span className="cut mono" title={owner}>
        {owner}
      </span>
    );
  }
  return <span className="dimmed">{owned === undefined ? "not looked for when it was scanned" : "no package"}</span>;
}

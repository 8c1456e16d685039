import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import { api, body, type Schemas } from "../api/client";
import { useMay } from "../api/queries";
import { Chip } from "../frame/Chip";
import { Empty } from "../frame/Empty";
import { count, counted } from "../frame/numbers";
import { Page } from "../frame/Page";
import { Ago } from "../frame/Time";
import { SeverityChip } from "../images/SeverityChip";
import { runs, severities } from "../images/words";
import type { Column } from "../table/DataTable";
import { ChoiceFilter, Filters, WordsFilter } from "../table/Filters";
import { ListPanel } from "../table/ListPanel";
import { PAGE_SIZE, usePages } from "../table/pages";
import { anyOf, oneOf, tidy, truth, words } from "../table/search";
import { SavedViews } from "../views/SavedViews";

type Vulnerability = Schemas["Vulnerability"];

const fixes = { yes: "fix available", no: "no fix" } as const;
const exploits = { yes: "known exploited", no: "not known exploited" } as const;

export const vulnerabilitiesSearch = (search: Record<string, unknown>) =>
  tidy({
    query: words(search.query),
    severity: oneOf(search.severity, severities),
    running: oneOf(search.running, runs),
    fixed: oneOf(search.fixed, fixes),
    exploited: oneOf(search.exploited, exploits),
  });

type Search = ReturnType<typeof vulnerabilitiesSearch>;

/** Which images have a vulnerability, whether they run, since when, and whether there is a fix. */
export function VulnerabilitiesPage() {
  const search = useSearch({ from: "/frame/vulnerabilities" });
  const navigate = useNavigate({ from: "/vulnerabilities" });
  const narrow = (change: Search) => void navigate({ search: before => tidy({ ...before, ...change }), replace: true });
  const pages = usePages(["vulnerabilities", search], (cursor, signal) => {
    const { running, fixed, exploited, ...rest } = search;
    const yesOrNo = { running: truth(running), fixed: truth(fixed), exploited: truth(exploited) };
    const query = tidy({ ...rest, ...yesOrNo, cursor, limit: PAGE_SIZE });
    return body(api.GET("/vulnerabilities", { params: { query }, signal }));
  });
  return (
    <Page title="Vulnerabilities" subtitle="What is known to be wrong with the images on hosts, the worst first">
      <Filters clear={anyOf(search) ? () => void navigate({ search: {} }) : undefined}>
        <SavedViews page="vulnerabilities" />
        <WordsFilter placeholder="Search id or title" value={search.query} onChange={query => narrow({ query })} />
        <ChoiceFilter
          label="Severity"
          value={search.severity}
          choices={severities}
          onChange={severity => narrow({ severity })}
        />
        <ChoiceFilter label="Use" value={search.running} choices={runs} onChange={running => narrow({ running })} />
        <ChoiceFilter label="Fix" value={search.fixed} choices={fixes} onChange={fixed => narrow({ fixed })} />
        <ChoiceFilter
          label="Attacks"
          value={search.exploited}
          choices={exploits}
          onChange={exploited => narrow({ exploited })}
        />
      </Filters>
      <ListPanel
        caption="Vulnerabilities"
        pages={pages}
        columns={columns}
        rowKey={each => each.id}
        minWidth={900}
        empty={anyOf(search) ? nothingFound : nothingYet}
      />
    </Page>
  );
}

const nothingFound = (
  <Empty icon="search" title="No image has such a vulnerability">
    Take a filter away, or search for fewer words.
  </Empty>
);

const nothingYet = (
  <Empty icon="check" title="No vulnerabilities are known">
    Either no image has one, or there is nothing to hold the images against:{" "}
    <Link to="/intelligence">intelligence</Link>.
  </Empty>
);

const columns: Column<Vulnerability>[] = [
  { header: "Vulnerability", cell: each => <Name each={each} /> },
  { header: "Severity", width: "110px", cell: each => <SeverityChip severity={each.severity} /> },
  { header: "Attacks", width: "130px", cell: each => <Attacks each={each} /> },
  {
    header: "Fix",
    width: "90px",
    cell: each => (each.fixAvailable ? "available" : <span className="dimmed">none</span>),
  },
  { header: "Images", width: "76px", align: "end", cell: each => count(each.images) },
  { header: "Running", width: "84px", align: "end", cell: each => count(each.runningContainers) },
  { header: "Accepted", width: "100px", cell: each => <Accepted each={each} /> },
  { header: "First seen", width: "100px", cell: each => <Ago at={each.firstSeenAt} /> },
];

/** Leads to the images that have it. */
function Name({ each }: { each: Vulnerability }) {
  return (
    <>
      <Link
        to="/images"
        search={{ vulnerability: each.id }}
        className="cut strong"
        title={`Images that have ${each.id}`}
      >
        {each.id}
      </Link>
      <span className="cut dimmed" title={each.title}>
        {each.title}
      </span>
    </>
  );
}

function Attacks({ each }: { each: Vulnerability }) {
  return (
    <>
      {each.kev && (
        <Chip tone="bad" icon="fire">
          known
        </Chip>
      )}
      {each.epss !== undefined && (
        <div className="dimmed" title="EPSS: how likely an attack within 30 days is">
          EPSS {(each.epss * 100).toFixed(1)} %
        </div>
      )}
    </>
  );
}

/** Leads to the exceptions, which say who accepted it and why. */
function Accepted({ each }: { each: Vulnerability }) {
  const mayRead = useMay("exceptions.read");
  if (each.acceptedImages === 0) return <span className="dimmed">–</span>;
  const where = `in ${counted(each.acceptedImages, "image")}`;
  if (!mayRead) return where;
  return (
    <Link to="/exceptions" search={{ vulnerability: each.id }} title={`Who accepted ${each.id} there, and why`}>
      {where}
    </Link>
  );
}

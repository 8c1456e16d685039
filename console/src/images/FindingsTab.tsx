import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import { api, body, type Schemas } from "../api/client";
import { useMay } from "../api/queries";
import { grant } from "../exceptions/AcceptedBox";
import { Chip } from "../frame/Chip";
import { Digest } from "../frame/Digest";
import { Empty } from "../frame/Empty";
import { Facts } from "../frame/Facts";
import { Exact } from "../frame/Time";
import type { Column } from "../table/DataTable";
import { Expander, useOpened } from "../table/Expander";
import { ChoiceFilter, Filters, WordsFilter } from "../table/Filters";
import { ListPanel } from "../table/ListPanel";
import { PAGE_SIZE, usePages } from "../table/pages";
import { tidy, truth } from "../table/search";
import { SeverityChip } from "./SeverityChip";
import { isIncomplete } from "./unknowns";
import { acceptedChoices, isKnown, severities } from "./words";

type Finding = Schemas["Finding"];
type Opened = ReturnType<typeof useOpened>;

interface Narrowing {
  query?: string | undefined;
  severity?: Schemas["Severity"] | undefined;
  accepted?: keyof typeof acceptedChoices | undefined;
}

/** What is known to be wrong with the image, worst first. */
export function FindingsTab({ image }: { image: Schemas["ImageDetail"] }) {
  const { query, severity, accepted } = useSearch({ from: "/frame/images/$imageId" });
  const navigate = useNavigate({ from: "/images/$imageId" });
  const opened = useOpened();
  const narrow = (change: Narrowing) =>
    void navigate({ search: before => tidy({ ...before, ...change }), replace: true });
  const pages = usePages(["images", image.id, "findings", { query, severity, accepted }], (cursor, signal) =>
    body(
      api.GET("/images/{imageId}/findings", {
        params: {
          path: { imageId: image.id },
          query: { query, severity, accepted: truth(accepted), cursor, limit: PAGE_SIZE },
        },
        signal,
      }),
    ),
  );
  const filtered = query !== undefined || severity !== undefined || accepted !== undefined;
  return (
    <>
      <Filters
        clear={filtered ? () => narrow({ query: undefined, severity: undefined, accepted: undefined }) : undefined}
      >
        <WordsFilter
          placeholder="Search id, package or path"
          value={query}
          onChange={next => narrow({ query: next })}
        />
        <ChoiceFilter
          label="Severity"
          value={severity}
          choices={severities}
          onChange={next => narrow({ severity: next })}
        />
        <ChoiceFilter
          label="Exceptions"
          value={accepted}
          choices={acceptedChoices}
          onChange={next => narrow({ accepted: next })}
        />
      </Filters>
      <ListPanel
        caption="Findings"
        pages={pages}
        columns={columns(opened)}
        rowKey={keyOf}
        below={finding => opened.has(keyOf(finding)) && <Why finding={finding} image={image} />}
        minWidth={1000}
        empty={filtered ? nothingFound : <NothingKnown image={image} />}
      />
    </>
  );
}

const keyOf = (finding: Finding) => `${finding.id} ${finding.package.purl} ${finding.path}`;

const nothingFound = (
  <Empty icon="search" title="No finding matches these filters">
    Take a filter away, or search for fewer words.
  </Empty>
);

/** "None" is only said of what was scanned and covered. */
function NothingKnown({ image }: { image: Schemas["ImageDetail"] }) {
  if (!isKnown(image)) {
    return (
      <Empty icon="question" title="Not known yet">
        The image has not been scanned, so nothing can be said about it.
      </Empty>
    );
  }
  const incomplete = isIncomplete(image);
  return (
    <Empty icon={incomplete ? "question" : "check"} title="No advisory matches a package of this image">
      {incomplete && "But not everything could be assessed: see Not known for what is missing."}
    </Empty>
  );
}

const columns = (opened: Opened): Column<Finding>[] => [
  {
    header: <span className="for-readers">Details</span>,
    width: "44px",
    cell: finding => (
      <Expander
        opened={opened.has(keyOf(finding))}
        toggle={() => opened.toggle(keyOf(finding))}
        what={`${finding.id} in ${finding.package.name}`}
      />
    ),
  },
  {
    header: "Severity",
    width: "98px",
    cell: finding => (
      <>
        <SeverityChip severity={finding.severity} />
        {finding.accepted && (
          <div style={{ marginTop: 3 }}>
            <Chip tone="quiet" icon="exceptions" title={`${finding.accepted.reason} (${grant(finding.accepted)})`}>
              accepted
            </Chip>
          </div>
        )}
      </>
    ),
  },
  {
    header: "Id",
    cell: finding => (
      <>
        <span className="cut strong" title={finding.id}>
          {finding.id}
        </span>
        <span className="cut dimmed" title={finding.title}>
          {finding.title}
        </span>
      </>
    ),
  },
  { header: "CVSS", width: "56px", align: "end", cell: finding => finding.cvss?.score.toFixed(1) ?? "–" },
  {
    header: "Exploited",
    width: "112px",
    cell: finding => (
      <>
        {finding.kev && (
          <Chip tone="bad" icon="fire" title="On CISA's list of known exploited vulnerabilities (KEV)">
            KEV
          </Chip>
        )}
        {finding.epss !== undefined && (
          <div className="number dimmed" title="Probability of exploitation in the next 30 days (EPSS)">
            EPSS {percent(finding.epss)}
          </div>
        )}
      </>
    ),
  },
  {
    header: "Package, path",
    width: "26%",
    cell: finding => (
      <>
        <Cut text={finding.package.name} look="strong" />
        <Cut text={finding.path} look="mono dimmed" />
      </>
    ),
  },
  { header: "Installed", width: "13%", cell: finding => <Cut text={finding.package.version} look="mono" /> },
  { header: "Fixed in", width: "13%", cell: finding => <Fixed finding={finding} /> },
];

const percent = (probability: number) =>
  probability < 0.001 ? "< 0.1 %" : `${(probability * 100).toFixed(probability < 0.1 ? 1 : 0)} %`;

function Cut({ text, look }: { text: string; look: string }) {
  return (
    <span className={`cut ${look}`} title={text}>
      {text}
    </span>
  );
}

function Fixed({ finding }: { finding: Finding }) {
  if (finding.fixedVersions.length > 0) return <Cut text={finding.fixedVersions.join(", ")} look="mono" />;
  return <span className="dimmed">{withoutFix[finding.status]}</span>;
}

/** What the source says of a fix when it names no version. */
const withoutFix: Readonly<Record<Finding["status"], string>> = {
  fixed: "fixed, version not named",
  affected: "no fix yet",
  "will-not-fix": "will not be fixed",
  undetermined: "not yet known whether affected",
};

/** What CISA knew of attacks when it looked, and what an attack would give. */
const ssvcInWords = ({ exploitation, automatable, totalImpact }: Schemas["Ssvc"]) =>
  [
    { none: "no known attack", poc: "proof of concept", active: "exploited" }[exploitation],
    automatable ? "can be automated" : "not automated",
    totalImpact ? "total impact" : "partial impact",
  ].join(", ");

/** Every vector that anybody gave; the first one counts. */
function Scores({ scores }: { scores: Finding["scores"] }) {
  return scores.map(each => (
    <div key={`${each.source} ${each.vector}`}>
      {each.score.toFixed(1)} by {each.source} <span className="mono whole">{each.vector}</span>
    </div>
  ));
}

/** Everything that led to the finding. */
function Why({ finding, image }: { finding: Finding; image: Schemas["ImageDetail"] }) {
  const layer = image.layers.find(each => each.diffId === finding.layer);
  const mayAccept = useMay("exceptions.write");
  return (
    <Facts
      columns={2}
      facts={{
        ...exceptionFact(finding, image, mayAccept),
        "Why it matches": finding.why,
        Title: finding.title,
        "Also known as": finding.aliases.join(", ") || "no other name",
        Published: finding.published?.slice(0, 10),
        "Here since": finding.firstSeenAt && <Exact at={finding.firstSeenAt} zone />,
        Package: <span className="mono whole">{finding.package.purl}</span>,
        Path: <span className="mono whole">{finding.path}</span>,
        Layer: finding.layer && <Digest value={finding.layer} />,
        "Layer made by": layer && <span className="mono whole">{layer.createdBy}</span>,
        "Why this severity": finding.severityWhy,
        "What each source calls it":
          finding.ratings.map(each => `${each.source}: ${each.severity}`).join(", ") || "no source ranks it",
        "How CISA weighs it (SSVC)": finding.ssvc && ssvcInWords(finding.ssvc),
        Scores: finding.scores.length > 0 && <Scores scores={finding.scores} />,
      }}
    />
  );
}

/** By whom and why it is accepted; else, for those who may, the way to accept it. */
function exceptionFact(finding: Finding, image: Schemas["ImageDetail"], mayAccept: boolean) {
  const { accepted } = finding;
  if (accepted) {
    return {
      Accepted: (
        <span className="whole">
          “{accepted.reason}” <span className="dimmed">{grant(accepted)}</span>{" "}
          <Link to="/exceptions" search={{ image: image.id, vulnerability: finding.id }}>
            The exception
          </Link>
        </span>
      ),
    };
  }
  if (!mayAccept) return {};
  return {
    "To live with it": (
      <Link to="/exceptions/new" search={{ finding: finding.id, package: finding.package.name, image: image.names[0] }}>
        Accept it for a while…
      </Link>
    ),
  };
}

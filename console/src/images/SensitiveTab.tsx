import { Link } from "@tanstack/react-router";
import type { Schemas } from "../api/client";
import { useMay } from "../api/queries";
import { Chip } from "../frame/Chip";
import { Empty } from "../frame/Empty";
import { count } from "../frame/numbers";
import { Panel } from "../frame/Page";
import { type Column, DataTable } from "../table/DataTable";
import { SeverityChip } from "./SeverityChip";

type Sensitive = Schemas["SensitiveContent"];

/** What the image should not hold: credentials, card numbers, files with dangerous permissions. */
export function SensitiveTab({ image }: { image: Schemas["ImageDetail"] }) {
  const { sensitive } = image;
  const mayAccept = useMay("exceptions.write");
  const acceptable = <T extends { path: string }>(columns: Column<T>[], findingOf: (each: T) => string) =>
    mayAccept ? [...columns, acceptColumn(findingOf, image.names[0])] : columns;
  if (!sensitive) {
    return (
      <Panel>
        <Empty icon="search" title="Nobody has looked yet">
          The next scan of this image looks for credentials, card numbers and files with dangerous permissions.
        </Empty>
      </Panel>
    );
  }
  return (
    <>
      <Panel title={titled("Credentials and keys", sensitive.leaks.length, sensitive.leakCount)} flush>
        <DataTable
          caption="Credentials and keys"
          columns={acceptable(leakColumns, each => each.fingerprint)}
          rows={sensitive.leaks}
          rowKey={each => `${each.fingerprint} ${each.path} ${each.line}`}
          empty={<Nothing>No credential and no private key was found.</Nothing>}
        />
      </Panel>
      <Panel title={titled("Card numbers", sensitive.cardNumbers.length, sensitive.cardFileCount)} flush>
        <DataTable
          caption="Card numbers"
          columns={acceptable(cardColumns, each => `card-numbers/${each.issuer}`)}
          rows={sensitive.cardNumbers}
          rowKey={each => `${each.path} ${each.issuer} ${each.test}`}
          empty={<Nothing>No number of a payment card was found.</Nothing>}
        />
      </Panel>
      <Panel
        title={titled("Files with dangerous permissions", sensitive.riskyFiles.length, sensitive.riskyFileCount)}
        flush
      >
        <DataTable
          caption="Files with dangerous permissions"
          columns={fileColumns}
          rows={sensitive.riskyFiles}
          rowKey={each => `${each.path} ${each.kind}`}
          empty={<Nothing>No file runs with the rights of another user, and none may be changed by everybody.</Nothing>}
        />
      </Panel>
    </>
  );
}

const titled = (title: string, shown: number, all: number) =>
  shown < all ? `${title} (the first ${count(shown)} of ${count(all)})` : `${title} (${count(all)})`;

function Nothing({ children }: { children: string }) {
  return (
    <p className="dimmed" style={{ margin: "6px 14px 14px" }}>
      {children}
    </p>
  );
}

/** Deleted by a higher layer, and still there for whoever has the image. */
function Place({ path, line, deleted }: { path: string; line?: number; deleted: boolean }) {
  return (
    <>
      <span className="mono whole">{line ? `${path}:${line}` : path}</span>{" "}
      {deleted && <Chip tone="warn">in a lower layer</Chip>}
    </>
  );
}

/** Leads to where it can be accepted for a while. */
const acceptColumn = <T extends { path: string }>(
  findingOf: (each: T) => string,
  image: string | undefined,
): Column<T> => ({
  header: <span className="for-readers">Accept</span>,
  width: "92px",
  align: "end",
  cell: each => (
    <Link
      to="/exceptions/new"
      search={{ finding: findingOf(each), path: each.path, image }}
      aria-label={`Accept ${each.path} for a while`}
    >
      Accept…
    </Link>
  ),
});

const leakColumns: Column<Sensitive["leaks"][number]>[] = [
  { header: "Severity", width: "110px", cell: each => <SeverityChip severity={each.severity} /> },
  { header: "Kind", width: "190px", cell: each => <span className="strong">{each.rule}</span> },
  { header: "Where", width: "38%", cell: each => <Place {...each} /> },
  { header: "Masked", cell: each => <span className="mono whole">{each.excerpt}</span> },
];

const cardColumns: Column<Sensitive["cardNumbers"][number]>[] = [
  {
    header: "Severity",
    width: "110px",
    cell: each => <SeverityChip severity={each.test ? "low" : "high"} />,
  },
  {
    header: "Issuer",
    width: "190px",
    cell: each => (
      <>
        <span className="strong">{each.issuer}</span> {each.test && <Chip tone="quiet">test numbers</Chip>}
      </>
    ),
  },
  { header: "Where", width: "38%", cell: each => <Place {...each} /> },
  { header: "Found", width: "80px", align: "end", cell: each => count(each.count) },
  { header: "Masked", cell: each => <span className="mono whole">{each.samples.join(", ")}</span> },
];

const fileColumns: Column<Sensitive["riskyFiles"][number]>[] = [
  { header: "Kind", width: "160px", cell: each => <span className="strong">{each.kind}</span> },
  { header: "Mode", width: "90px", cell: each => <span className="mono">{each.mode}</span> },
  { header: "Path", cell: each => <span className="mono whole">{each.path}</span> },
];

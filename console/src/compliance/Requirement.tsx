import { Button } from "@mantine/core";
import { useState } from "react";
import type { Schemas } from "../api/client";
import { Digest } from "../frame/Digest";
import { Empty } from "../frame/Empty";
import { count, counted } from "../frame/numbers";
import { Exact, InZone } from "../frame/Time";
import { AssetLink } from "../labels/AssetLink";
import { type Column, DataTable } from "../table/DataTable";
import { Expander } from "../table/Expander";
import { PciChip, PciCounts } from "./PciChip";
import classes from "./Requirement.module.css";

type Result = Schemas["PciResult"];

/** One requirement: its verdict in a line, and behind it what the verdict stands on. */
export function Requirement({ result, printing }: { result: Result; printing: boolean }) {
  const [opened, setOpened] = useState(false);
  const open = opened || printing;
  return (
    <article className={classes.requirement} aria-label={`Requirement ${result.idsV401.join(", ")}`}>
      <div className={classes.line}>
        <Expander opened={open} toggle={() => setOpened(!opened)} what={result.title} />
        <Numbers result={result} />
        <div className={classes.words}>
          <h2>{result.title}</h2>
          <div className="whole">{result.reason}</div>
        </div>
        <PciChip verdict={result.verdict} />
        <div className={classes.population}>
          <span className="number">{counted(result.population, "member")}</span>
          <PciCounts counts={result.counts} />
        </div>
      </div>
      {open && <Proof result={result} all={printing} />}
    </article>
  );
}

/** Both numberings, always with the version named. */
function Numbers({ result }: { result: Result }) {
  return (
    <div className={classes.numbers}>
      <div title="PCI DSS 4.0.1">
        <span className="dimmed">4.0.1</span> <strong>{result.idsV401.join(", ")}</strong>
      </div>
      <div title="PCI DSS 3.2.1">
        <span className="dimmed">3.2.1</span> {result.idsV321.join(", ")}
      </div>
    </div>
  );
}

function Proof({ result, all }: { result: Result; all: boolean }) {
  return (
    <div className={classes.proof}>
      <p>{result.intent}</p>
      <p>
        <strong>Population:</strong> {result.populationDescription} ({count(result.population)})
      </p>
      {result.note && (
        <p>
          <strong>Note:</strong> {result.note}
        </p>
      )}
      <Members members={result.members} population={result.population} all={all} />
      <h3>Evidence</h3>
      <div className={classes.table}>
        <DataTable
          caption={`Evidence for ${result.title}`}
          columns={evidenceColumns}
          rows={result.evidence}
          rowKey={evidence => `${evidence.fact} ${evidence.hash}`}
          empty={<Empty icon="question" title="No fact was found, so nothing is proved" />}
        />
      </div>
    </div>
  );
}

const FEW = 20;

function Members({ members, population, all }: { members: Result["members"]; population: number; all: boolean }) {
  const [more, setMore] = useState(false);
  const shown = more || all ? members : members.slice(0, FEW);
  return (
    <>
      <h3>Members, those that do not pass first</h3>
      <div className={classes.table}>
        <DataTable
          caption="Members of the population"
          columns={memberColumns}
          rows={shown}
          rowKey={member => `${member.kind} ${member.id}`}
          empty={<Empty icon="question" title="The population is empty" />}
        />
      </div>
      {shown.length < members.length && (
        <Button variant="subtle" size="compact-sm" className="not-printed" onClick={() => setMore(true)}>
          Show {count(members.length - shown.length)} more
        </Button>
      )}
      {shown.length === members.length && members.length < population && (
        <p className="dimmed">
          {count(members.length)} of {count(population)} members are listed; the report of the command line has them
          all.
        </p>
      )}
    </>
  );
}

const memberColumns: Column<Schemas["PciMember"]>[] = [
  {
    header: "Member",
    width: "30%",
    cell: member => <AssetLink kind={member.kind} id={member.id} name={member.name} />,
  },
  { header: "Kind", width: "100px", cell: member => member.kind },
  { header: "Verdict", width: "140px", cell: member => <PciChip verdict={member.verdict} /> },
  { header: "Reason", cell: member => <span className="whole">{member.reason}</span> },
];

const evidenceColumns: Column<Schemas["PciEvidence"]>[] = [
  { header: "Fact", width: "18%", cell: evidence => <span className="whole">{evidence.fact}</span> },
  { header: <InZone>Time</InZone>, name: "Time", width: "150px", cell: evidence => <Exact at={evidence.at} /> },
  { header: "Summary", cell: evidence => <span className="whole">{evidence.summary}</span> },
  { header: "Hash", width: "150px", cell: evidence => <Digest value={evidence.hash} /> },
];

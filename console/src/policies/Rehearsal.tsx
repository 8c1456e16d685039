import { Alert, Button, Group, NativeSelect, Progress as Bar } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useEffect, useRef, useState } from "react";
import type { Schemas } from "../api/client";
import { Chip } from "../frame/Chip";
import { Empty } from "../frame/Empty";
import { count, counted, shortDigest } from "../frame/numbers";
import { Panel } from "../frame/Page";
import { ProblemBox } from "../frame/ProblemBox";
import { Ago } from "../frame/Time";
import { VerdictChip } from "../images/VerdictChip";
import { type Column, DataTable } from "../table/DataTable";
import { type Progress, rehearse, type Stopped } from "./rehearsal";

const SHOWN = 200;
const spans: Readonly<Record<string, string>> = {
  1: "last day",
  7: "last 7 days",
  30: "last 30 days",
  90: "last 90 days",
};

/** Only what an image must fulfil can be asked of what is stored. */
export const canRehearse = (document: string) => /^kind[ \t]*:[ \t]*AssurancePolicy\b/m.test(document);

/** Asks the text, as it stands in the editor, of everything that is stored: what would it have stopped? */
export function Rehearsal({ document }: { document: string }) {
  const [days, setDays] = useState("7");
  const [progress, setProgress] = useState<Progress & { document: string; days: string }>();
  const [shown, show] = useState(SHOWN);
  const running = useRef<AbortController>(undefined);
  useEffect(() => () => running.current?.abort(), []);
  const rehearsal = useMutation({
    mutationFn: async () => {
      running.current?.abort();
      const run = new AbortController();
      running.current = run;
      setProgress(undefined);
      show(SHOWN);
      await rehearse({ document, days: Number(days) }, run.signal, next => {
        if (!run.signal.aborted) setProgress({ ...next, document, days });
      });
    },
  });
  return (
    <Panel title="Rehearsal" flush>
      <div style={{ display: "grid", gap: 10, padding: "8px 14px 12px" }}>
        <div className="dimmed">
          What would this text have stopped, had it been enforced? It is asked of the images on all hosts, of what runs,
          and of what started lately. Nothing is put in force.
        </div>
        <Group gap="xs" align="flex-end">
          <NativeSelect
            aria-label="How far back starts count"
            data={Object.entries(spans).map(([value, label]) => ({ value, label: `Starts of the ${label}` }))}
            value={days}
            onChange={event => setDays(event.currentTarget.value)}
          />
          <Button variant="default" loading={rehearsal.isPending} onClick={() => rehearsal.mutate()}>
            Rehearse
          </Button>
        </Group>
        {rehearsal.error && <ProblemBox thrown={rehearsal.error} />}
        {progress && (
          <Summary progress={progress} outdated={progress.document !== document || progress.days !== days} />
        )}
      </div>
      {progress && progress.stopped.length > 0 && (
        <DataTable
          caption="What it would have stopped"
          columns={columns(progress.days)}
          rows={progress.stopped.slice(0, shown)}
          rowKey={each => each.id}
          empty={<Empty icon="check" title="Nothing" />}
        />
      )}
      {progress && progress.stopped.length > shown && (
        <Group justify="center" p="xs">
          <Button variant="default" onClick={() => show(shown + SHOWN)}>
            Show more of {count(progress.stopped.length)}
          </Button>
        </Group>
      )}
    </Panel>
  );
}

function Summary({ progress, outdated }: { progress: Progress & { days: string }; outdated: boolean }) {
  const { stopped, looked, total } = progress;
  const containers = stopped.reduce((sum, each) => sum + each.runningContainers, 0);
  const starts = stopped.reduce((sum, each) => sum + each.starts.value, 0);
  const least = stopped.some(each => each.starts.relation === "gte") ? "at least " : "";
  return (
    <div role="status" style={{ display: "grid", gap: 6 }}>
      {!progress.done && (
        <>
          <Bar value={total.value ? Math.min(100, (100 * looked) / total.value) : 0} aria-label="Images asked about" />
          <span className="dimmed">{counted(looked, "image")} asked about so far</span>
        </>
      )}
      {progress.done && (
        <strong>
          {stopped.length === 0
            ? `Nothing: ${counted(looked, "image")} would start under this text.`
            : `It would have stopped ${counted(stopped.length, "image")} of ${count(looked)}: ${counted(containers, "container")} of them now running, ${least}${counted(starts, "start")} in the ${spans[progress.days]}.`}
        </strong>
      )}
      {outdated && (
        <Alert color="gray" variant="light" p="xs">
          The text or the time has changed since; rehearse again.
        </Alert>
      )}
    </div>
  );
}

const columns = (days: string): Column<Stopped>[] => [
  { header: "Image", width: "24%", cell: each => <Name image={each} /> },
  { header: "Today", width: "128px", cell: each => <VerdictChip verdict={each.verdict} /> },
  {
    header: "Running",
    width: "84px",
    align: "end",
    cell: each =>
      each.runningContainers === 0 ? (
        <span className="dimmed">0</span>
      ) : (
        <Link to="/containers" search={{ imageId: each.id, state: "running" }}>
          {count(each.runningContainers)}
        </Link>
      ),
  },
  {
    header: <span title={`Starts of the ${spans[days]} that were let be`}>Starts</span>,
    width: "120px",
    align: "end",
    cell: each => (
      <>
        {each.starts.relation === "gte" && "≥ "}
        {count(each.starts.value)}
        {each.lastStartAt && (
          <div className="dimmed">
            <Ago at={each.lastStartAt} />
          </div>
        )}
      </>
    ),
  },
  { header: "Why", cell: each => <Why violations={each.violations} /> },
];

function Name({ image }: { image: Stopped }) {
  const name = image.names[0] || shortDigest(image.id);
  if (image.gone) {
    return (
      <>
        <span className="cut strong" title={name}>
          {name}
        </span>
        <Chip tone="quiet" title="No host lists it any more; it started lately">
          gone
        </Chip>
      </>
    );
  }
  return (
    <Link to="/images/$imageId" params={{ imageId: image.id }} className="cut strong" title={image.names.join("\n")}>
      {name}
    </Link>
  );
}

function Why({ violations }: { violations: readonly Schemas["Violation"][] }) {
  return (
    <ul style={{ margin: 0, paddingLeft: 16 }}>
      {violations.map(violation => (
        <li key={violation.rule} className="whole">
          {violation.reason} <code>{violation.rule}</code>
        </li>
      ))}
    </ul>
  );
}

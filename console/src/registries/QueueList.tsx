import { Button, Stack } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import { api, body, type Schemas } from "../api/client";
import { useMay } from "../api/queries";
import { Chip } from "../frame/Chip";
import { Empty } from "../frame/Empty";
import { ProblemBox } from "../frame/ProblemBox";
import { Ago, Exact } from "../frame/Time";
import type { Column } from "../table/DataTable";
import { FilterChip } from "../table/FilterChip";
import { ChoiceFilter, Filters, WordsFilter } from "../table/Filters";
import { ListPanel } from "../table/ListPanel";
import { PAGE_SIZE, usePages } from "../table/pages";
import { anyOf, tidy } from "../table/search";
import type { Search } from "./RegistriesPage";
import { jobFilters, jobLook, jobStates, reasons } from "./words";

type Job = Schemas["ScanJob"];

/** What is scanned now, what waits in its order, and what ended. */
export function QueueList() {
  const { query, state, registry } = useSearch({ from: "/frame/registries" });
  const filter = tidy({ query, state, registry });
  const navigate = useNavigate({ from: "/registries" });
  const narrow = (change: Search) => void navigate({ search: before => tidy({ ...before, ...change }), replace: true });
  const mayWrite = useMay("registries.write");
  const cancel = useCancel();
  const pages = usePages(["scan-queue", filter], (cursor, signal) =>
    body(api.GET("/scan-queue", { params: { query: tidy({ ...filter, cursor, limit: PAGE_SIZE }) }, signal })),
  );
  const clear = () => void navigate({ search: { tab: "queue" } });
  return (
    <Stack gap="sm">
      <Filters clear={anyOf(filter) ? clear : undefined}>
        <WordsFilter placeholder="Search repository and tag" value={query} onChange={next => narrow({ query: next })} />
        <ChoiceFilter label="State" value={state} choices={jobFilters} onChange={next => narrow({ state: next })} />
        {registry && (
          <FilterChip
            label={`of ${pages.page?.items[0]?.registry ?? "one registry"}`}
            remove={() => narrow({ registry: undefined })}
          />
        )}
      </Filters>
      {cancel.error && <ProblemBox thrown={cancel.error} />}
      <ListPanel
        caption="Scan queue"
        pages={pages}
        columns={mayWrite ? [...columns, cancelColumn(job => cancel.mutate(job))] : columns}
        rowKey={job => String(job.number)}
        minWidth={1000}
        empty={
          anyOf(filter) ? (
            <Empty icon="search" title="No such scan" />
          ) : (
            <Empty icon="clock" title="Nothing to scan">
              Images are queued when a registry is listed, when it announces a push, and when somebody asks.
            </Empty>
          )
        }
      />
    </Stack>
  );
}

function useCancel() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (job: Job) => body(api.DELETE("/scan-queue/{number}", { params: { path: { number: job.number } } })),
    onSuccess: () => client.invalidateQueries({ queryKey: ["scan-queue"] }),
  });
}

const nameOf = (job: Job) => `${job.repository}:${job.tag}`;

const columns: Column<Job>[] = [
  {
    header: "Image",
    cell: job => (
      <>
        {job.imageId ? (
          <Link to="/images/$imageId" params={{ imageId: job.imageId }} className="cut strong" title={nameOf(job)}>
            {nameOf(job)}
          </Link>
        ) : (
          <span className="cut strong" title={nameOf(job)}>
            {nameOf(job)}
          </span>
        )}
        <span className="cut dimmed" title={job.registry}>
          {job.registry}
        </span>
      </>
    ),
  },
  { header: "State", width: "34%", cell: job => <State job={job} /> },
  {
    header: "Why",
    width: "170px",
    cell: job => (
      <>
        {reasons[job.reason]}
        <span className="cut dimmed" title={job.askedBy}>
          by {job.askedBy}
        </span>
      </>
    ),
  },
  { header: "Attempts", width: "84px", align: "end", cell: job => job.attempts },
  { header: "Queued", width: "104px", cell: job => <Ago at={job.queuedAt} /> },
];

function State({ job }: { job: Job }) {
  const look = jobLook[job.state];
  return (
    <>
      <Chip tone={look.tone} icon={look.icon}>
        {jobStates[job.state]}
      </Chip>{" "}
      {(job.endedAt ?? job.startedAt) && <Ago at={job.endedAt ?? job.startedAt} />}
      {job.message && <div className="prose">{job.message}</div>}
      {job.state === "waiting" && job.attempts > 0 && job.notBefore && (
        <div className="dimmed">
          tried again after <Exact at={job.notBefore} zone />
        </div>
      )}
    </>
  );
}

const cancelColumn = (cancel: (job: Job) => void): Column<Job> => ({
  header: <span className="for-readers">Cancel</span>,
  width: "92px",
  align: "end",
  cell: job =>
    !job.endedAt && (
      <Button
        variant="default"
        size="compact-xs"
        aria-label={`Cancel the scan of ${nameOf(job)}`}
        onClick={() => cancel(job)}
      >
        Cancel
      </Button>
    ),
});

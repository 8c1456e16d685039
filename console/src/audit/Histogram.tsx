import { useQuery } from "@tanstack/react-query";
import { api, body, type Schemas } from "../api/client";
import { Panel } from "../frame/Page";
import { count } from "../frame/numbers";
import { Exact, InZone } from "../frame/Time";
import { exact } from "../frame/time";
import { useZone } from "../frame/zone";
import { type Column, DataTable } from "../table/DataTable";
import type { AuditSearch } from "./AuditPage";
import classes from "./Histogram.module.css";
import { asked, lastMoment } from "./words";

type Bucket = Schemas["AuditBucket"];

/** When the events of the list happened. A bar narrows the list to its time. */
export function Histogram({ search, narrow }: { search: AuditSearch; narrow: (span: AuditSearch) => void }) {
  useZone();
  const histogram = useQuery({
    queryKey: ["audit-events", search, "histogram"],
    queryFn: ({ signal }) => body(api.GET("/audit-events/histogram", { params: { query: asked(search) }, signal })),
    placeholderData: before => before,
  });
  const data = histogram.data;
  if (!data) return null;
  const most = Math.max(1, ...data.buckets.map(sum));
  return (
    <Panel title="Over time" aside={<Legend />}>
      <div className={classes.bars} role="group" aria-label="Events over time; a bar narrows the list to its time">
        {data.buckets.map(bucket => (
          <Bar
            key={bucket.from}
            bucket={bucket}
            seconds={data.bucketSeconds}
            most={most}
            choose={() =>
              narrow({ last: undefined, from: bucket.from, to: lastMoment(bucket.from, data.bucketSeconds) })
            }
          />
        ))}
      </div>
      <div className={`${classes.axis} dimmed number`}>
        <span>{exact(data.from)}</span>
        {data.countedBackTo && <span>Too many to count: none that came in before {exact(data.countedBackTo)}</span>}
        <span>{exact(data.to)}</span>
      </div>
      <details className="not-printed">
        <summary>The same as a table</summary>
        <DataTable
          caption="Events over time"
          columns={columns}
          rows={data.buckets.filter(bucket => sum(bucket) > 0)}
          rowKey={bucket => bucket.from}
          minWidth={400}
          empty={<p className="dimmed">No event in this time.</p>}
        />
      </details>
    </Panel>
  );
}

const columns: Column<Bucket>[] = [
  { header: <InZone>From</InZone>, name: "From", width: "40%", cell: bucket => <Exact at={bucket.from} /> },
  { header: "Success", align: "end", cell: bucket => count(bucket.success) },
  { header: "Failure", align: "end", cell: bucket => count(bucket.failure) },
];

const sum = (bucket: Bucket) => bucket.success + bucket.failure;

function Bar({ bucket, seconds, most, choose }: BarProps) {
  const to = new Date(Date.parse(bucket.from) + seconds * 1_000).toISOString();
  const words = `${exact(bucket.from)} to ${exact(to)}: ${count(bucket.success)} success, ${count(bucket.failure)} failure`;
  const share = (events: number) => `${(100 * events) / most}%`;
  return (
    <button
      type="button"
      className={classes.bar}
      title={words}
      aria-label={words}
      disabled={sum(bucket) === 0}
      onClick={choose}
    >
      <span className={classes.failure} style={{ height: share(bucket.failure) }} />
      <span className={classes.success} style={{ height: share(bucket.success) }} />
    </button>
  );
}

interface BarProps {
  bucket: Bucket;
  seconds: number;
  most: number;
  choose: () => void;
}

function Legend() {
  return (
    <span className={`${classes.legend} dimmed`}>
      <span className={classes.success} />
      success
      <span className={classes.failure} />
      failure
    </span>
  );
}

import { useQuery } from "@tanstack/react-query";
import { api, body, type Schemas } from "../api/client";
import { Loaded } from "../frame/Loaded";
import classes from "./Changes.module.css";

interface ChangesProps {
  name: string;
  version: number;
  /** The version it is compared with; the one that it replaced if absent. */
  since?: number;
}

/** What a version changed, line by line. */
export function Changes({ name, version, since }: ChangesProps) {
  const changes = useQuery({
    queryKey: ["policies", name, "changes", version, since],
    queryFn: ({ signal }) =>
      body(
        api.GET("/policies/{name}/versions/{version}/changes", {
          params: { path: { name, version }, query: { since } },
          signal,
        }),
      ),
    staleTime: "static",
  });
  return <Loaded query={changes}>{data => <Lines lines={data.lines} />}</Loaded>;
}

const signs = { same: " ", added: "+", removed: "−" } as const;

function Lines({ lines }: { lines: Schemas["PolicyChanges"]["lines"] }) {
  if (lines.every(line => line.sign === "same")) return <p className="dimmed">The texts are the same.</p>;
  return (
    // A region that scrolls must be reachable by keyboard.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <div className={classes.lines} role="group" aria-label="Changed lines" tabIndex={0}>
      {lines.map(line => (
        <div key={`${line.before ?? ""} ${line.after ?? ""}`} className={classes.line} data-sign={line.sign}>
          <span className={classes.number}>{line.before}</span>
          <span className={classes.number}>{line.after}</span>
          <span>
            {signs[line.sign]}
            {line.sign !== "same" && <span className="for-readers">{line.sign}: </span>}
          </span>
          <span>{line.text}</span>
        </div>
      ))}
    </div>
  );
}

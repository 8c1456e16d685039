import { Skeleton } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { api, body, type Schemas } from "../api/client";
import { useMay } from "../api/queries";
import { count, counted } from "../frame/numbers";
import { useNow } from "../frame/Time";
import { ageOf } from "../intelligence/age";
import classes from "./Dashboard.module.css";
import { Tile } from "./Tile";

const DAY = 24 * 3_600_000;

/** The numbers that ask for somebody when they are not zero. */
export function Today({ dashboard }: { dashboard: Schemas["Dashboard"] }) {
  const { images, containers, hosts, risk, intelligence } = dashboard;
  const age = ageOf(intelligence, useNow());
  return (
    <div className={classes.tiles}>
      <Tile
        title="Exposed, unfixed"
        icon="fire"
        value={atLeast(risk.exposedUnfixed)}
        note="running, critical or high, reached from outside"
        tone={risk.exposedUnfixed.value > 0 ? "bad" : "quiet"}
        link={{ to: "/containers", search: { state: "running", exposed: "yes", unfixed: "yes" } }}
      />
      <Tile
        title="Running, unfixed"
        icon="containers"
        value={atLeast(risk.runningUnfixed)}
        note="with critical or high findings"
        tone={risk.runningUnfixed.value > 0 ? "warn" : "quiet"}
        link={{ to: "/containers", search: { state: "running", unfixed: "yes" } }}
      />
      {useMay("audit.read") && (
        <>
          <Blocked title="Refused starts" search={{ type: "container.start-refused" }} />
          <Blocked title="Stopped programs" search={{ type: "exec", outcome: "failure" }} />
        </>
      )}
      <Tile
        title="Refused images"
        icon="refused"
        value={count(images.refused)}
        note="by enforcing policies"
        tone={images.refused > 0 ? "bad" : "quiet"}
        link={{ to: "/images", search: { verdict: "refused" } }}
      />
      <Tile
        title="Unscanned"
        icon="question"
        value={count(images.unscanned)}
        note={`of ${counted(images.total, "image")}`}
        tone={images.unscanned > 0 ? "warn" : "quiet"}
        link={{ to: "/images", search: { scanState: "not-scanned" } }}
      />
      <Tile
        title="Ungated"
        icon="warning"
        value={count(containers.ungated)}
        note={`of ${counted(containers.running, "running container")}`}
        tone={containers.ungated > 0 ? "bad" : "quiet"}
        link={{ to: "/containers", search: { execGate: "none", state: "running" } }}
      />
      <Tile
        title="Silent hosts"
        icon="hosts"
        value={count(hosts.silent)}
        note={`${count(hosts.connected)} connected`}
        tone={hosts.silent > 0 ? "bad" : "quiet"}
        link={{ to: "/hosts", search: { state: "silent" } }}
      />
      <Tile
        title="Weak hosts"
        icon="hosts"
        value={atLeast(hosts.weak)}
        note="a mechanism is missing there"
        tone={hosts.weak.value > 0 ? "warn" : "quiet"}
        link={{ to: "/hosts", search: { weak: "yes" } }}
      />
      <Tile
        title="Advisories"
        icon="intelligence"
        value={age.words}
        note={age.tone === "bad" ? "in use" : "since the bundle was built"}
        tone={age.tone === "good" ? "quiet" : age.tone}
        link={{ to: "/intelligence" }}
      />
    </div>
  );
}

/** As lists say how long they are. */
const atLeast = (total: Schemas["Total"]) => `${total.relation === "gte" ? "> " : ""}${count(total.value)}`;

/** Counted from the audit trail itself: the same list that the tile leads to. */
function Blocked({ title, search: kind }: { title: string; search: { type: string; outcome?: "failure" } }) {
  const [from] = useState(() => new Date(Date.now() - DAY).toISOString());
  const search = { ...kind, from };
  const events = useQuery({
    queryKey: ["audit-events", search, "total"],
    queryFn: ({ signal }) => body(api.GET("/audit-events", { params: { query: { ...search, limit: 1 } }, signal })),
  });
  const total = events.data?.total;
  return (
    <Tile
      title={title}
      icon="refused"
      value={total ? atLeast(total) : <Skeleton height={28} width={48} />}
      note="in the last 24 hours"
      tone={total && total.value > 0 ? "bad" : "quiet"}
      link={{ to: "/audit", search }}
    />
  );
}

import { Skeleton } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { api, body, type Schemas } from "../api/client";
import { count, counted } from "../frame/numbers";
import { useNow } from "../frame/Time";
import { ageOf } from "../intelligence/age";
import classes from "./Dashboard.module.css";
import { Tile } from "./Tile";

const DAY = 24 * 3_600_000;

/** The numbers that ask for somebody when they are not zero. */
export function Today({ dashboard }: { dashboard: Schemas["Dashboard"] }) {
  const { images, containers, hosts, intelligence } = dashboard;
  const age = ageOf(intelligence, useNow());
  return (
    <div className={classes.tiles}>
      <RefusedStarts />
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

/** Counted from the audit trail itself: the same list that the tile leads to. */
function RefusedStarts() {
  const [from] = useState(() => new Date(Date.now() - DAY).toISOString());
  const search = { type: "container.start-refused", from };
  const events = useQuery({
    queryKey: ["audit-events", search, "total"],
    queryFn: ({ signal }) => body(api.GET("/audit-events", { params: { query: { ...search, limit: 1 } }, signal })),
  });
  const total = events.data?.total;
  return (
    <Tile
      title="Refused starts"
      icon="refused"
      value={
        total ? `${total.relation === "gte" ? "> " : ""}${count(total.value)}` : <Skeleton height={28} width={48} />
      }
      note="in the last 24 hours"
      tone={total && total.value > 0 ? "bad" : "quiet"}
      link={{ to: "/audit", search }}
    />
  );
}

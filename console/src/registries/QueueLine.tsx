import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { api, body, type Schemas } from "../api/client";
import { useMay } from "../api/queries";
import { Icon } from "../frame/Icon";
import { count } from "../frame/numbers";

function useTotal(state: "running" | "waiting", enabled: boolean) {
  return useQuery({
    queryKey: ["scan-queue", "total", state],
    queryFn: ({ signal }) => body(api.GET("/scan-queue", { params: { query: { state, limit: 1 } }, signal })),
    enabled,
  }).data?.total;
}

/** How many scans of registries' images run and wait; leads to the queue. Nothing while there is none. */
export function QueueLine() {
  const may = useMay("registries.read");
  const running = useTotal("running", may);
  const waiting = useTotal("waiting", may);
  if (!running || !waiting || running.value + waiting.value === 0) return null;
  return (
    <div role="status" style={{ display: "flex", gap: 6, alignItems: "center" }}>
      <Icon name="rescan" size={14} />
      <Link to="/registries" search={{ tab: "queue" }}>
        {words(running, waiting)}
      </Link>
    </div>
  );
}

export function words(running: Schemas["Total"], waiting: Schemas["Total"]): string {
  const more = waiting.relation === "gte" ? "more than " : "";
  return `Images of registries: ${count(running.value)} being scanned, ${more}${count(waiting.value)} waiting`;
}

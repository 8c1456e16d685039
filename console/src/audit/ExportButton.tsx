import { Button } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { api, body } from "../api/client";
import { useMay } from "../api/queries";
import { Icon } from "../frame/Icon";
import { offer } from "../frame/offer";
import { ProblemBox } from "../frame/ProblemBox";
import { utc } from "../frame/time";
import type { AuditSearch } from "./AuditPage";
import { asked } from "./words";

type Format = "ndjson" | "csv";

/** Saves the whole chain as a file that `plimsoll audit verify` checks without this server. */
export function ExportButton() {
  const save = useMutation({
    mutationFn: () => download({}, "plimsoll-audit", "ndjson"),
  });
  if (!useMay("audit.export")) return null;
  return (
    <>
      <Button
        variant="default"
        leftSection={<Icon name="down" size={14} />}
        loading={save.isPending}
        onClick={() => save.mutate()}
      >
        Export the chain
      </Button>
      {save.error && <ProblemBox thrown={save.error} />}
    </>
  );
}

/** Saves the rows that the filters leave: JSON lines with their hashes, or CSV. It is a part of the chain and is called so. */
export function ExportRows({ search }: { search: AuditSearch }) {
  const save = useMutation({
    mutationFn: (format: Format) => download(search, "plimsoll-audit-part", format),
  });
  if (!useMay("audit.export")) return null;
  return (
    <div className="not-printed" style={{ display: "flex", flexWrap: "wrap", alignItems: "center", gap: 8 }}>
      <span className="dimmed">All rows of these filters, a part of the chain:</span>
      {(["csv", "ndjson"] as const).map(format => (
        <Button
          key={format}
          variant="default"
          size="compact-sm"
          loading={save.isPending && save.variables === format}
          onClick={() => save.mutate(format)}
        >
          {format === "csv" ? "Export as CSV" : "Export as JSON with hashes"}
        </Button>
      ))}
      {save.error && <ProblemBox thrown={save.error} />}
    </div>
  );
}

async function download(search: AuditSearch, name: string, format: Format) {
  const query = { ...asked(search), format };
  const rows = await body(api.GET("/audit-events/export", { params: { query }, parseAs: "blob" }));
  offer(rows as unknown as Blob, `${name}-${utc(new Date().toISOString()).slice(0, 10)}.${format}`);
}

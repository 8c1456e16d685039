import { useDebouncedValue } from "@mantine/hooks";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { api, body, type Schemas } from "../api/client";
import { count, counted } from "../frame/numbers";
import { Panel } from "../frame/Page";
import { ProblemBox } from "../frame/ProblemBox";
import { type Column, DataTable } from "../table/DataTable";
import { isAskable } from "./words";

type Found = Schemas["ExceptionPreview"];

/** What the exception would be about among all that is stored, before anybody accepts it. */
export function Preview({ target }: { target: Schemas["ExceptionTarget"] }) {
  const [asked] = useDebouncedValue(target, 300);
  const askable = isAskable(asked);
  const found = useQuery({
    queryKey: ["exceptions", "preview", asked],
    queryFn: ({ signal }) => body(api.POST("/exceptions/preview", { body: asked, signal })),
    enabled: askable,
    placeholderData: keepPreviousData,
  });
  return (
    <Panel title="What it would be about" flush>
      <div style={{ padding: "8px 14px" }} role="status">
        {!askable && <span className="dimmed">Fill in what is accepted to see which images hold it.</span>}
        {askable && found.data && <Sum found={found.data} />}
      </div>
      {askable && found.error && <ProblemBox thrown={found.error} />}
      {askable && found.data && found.data.images > 0 && (
        <DataTable
          caption="Images with the most findings that it would accept"
          columns={columns}
          rows={found.data.matches}
          rowKey={each => each.id}
          stale={found.isPlaceholderData}
          empty={null}
        />
      )}
    </Panel>
  );
}

function Sum({ found }: { found: Found }) {
  return (
    <>
      {found.images === 0 ? (
        <span>It would be about nothing that is stored now.</span>
      ) : (
        <span>
          <strong>{counted(found.findings, "finding")}</strong> in {counted(found.images, "image")},{" "}
          {count(found.runningImages)} of them running
          {found.images > found.matches.length && `; the ${count(found.matches.length)} with the most`}.
        </span>
      )}{" "}
      {found.needsConfirmation
        ? "Here every exception waits until a second person confirms it."
        : "It is in force at once, here and on every host."}
    </>
  );
}

const columns: Column<Found["matches"][number]>[] = [
  {
    header: "Image",
    cell: each => (
      <Link to="/images/$imageId" params={{ imageId: each.id }} className="cut" title={each.name}>
        {each.name}
      </Link>
    ),
  },
  { header: "Findings", width: "110px", align: "end", cell: each => count(each.findings) },
  { header: "Running", width: "110px", align: "end", cell: each => count(each.runningContainers) },
];

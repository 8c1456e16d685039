import { Alert, Button, FileButton } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { api, body, type Schemas } from "../api/client";
import { useMay } from "../api/queries";
import { Chip } from "../frame/Chip";
import { Digest } from "../frame/Digest";
import { Empty } from "../frame/Empty";
import { Facts } from "../frame/Facts";
import { Icon } from "../frame/Icon";
import { Loaded } from "../frame/Loaded";
import { count } from "../frame/numbers";
import { Page, Panel } from "../frame/Page";
import { ProblemBox } from "../frame/ProblemBox";
import { Exact, useNow } from "../frame/Time";
import { type Column, DataTable } from "../table/DataTable";
import { ageOf } from "./age";
import { Changes } from "./Changes";

type Source = Schemas["IntelligenceSource"];

/** The bundle of advisories in use: what it covers, and how old each source is. */
export function IntelligencePage() {
  const mayWrite = useMay("intelligence.write");
  const client = useQueryClient();
  const intelligence = useQuery({
    queryKey: ["intelligence"],
    queryFn: ({ signal }) => body(api.GET("/intelligence", { signal })),
  });
  const load = useMutation({
    mutationFn: (file: File) =>
      body(
        api.PUT("/intelligence/bundle", {
          // The file goes over the wire as it is; the generated type of a binary body is a string.
          body: file as unknown as string,
          bodySerializer: (binary: unknown) => binary as File,
          headers: { "Content-Type": "application/octet-stream" },
        }),
      ),
    onSuccess: () => client.invalidateQueries(),
  });
  return (
    <Page
      title="Intelligence"
      subtitle="The signed bundle of advisories that every inventory is matched against, on this server and on the hosts"
      actions={
        mayWrite && (
          <FileButton onChange={file => file && load.mutate(file)}>
            {props => (
              <Button {...props} leftSection={<Icon name="plus" size={14} />} loading={load.isPending}>
                Import a bundle
              </Button>
            )}
          </FileButton>
        )
      }
    >
      {load.isSuccess && (
        <Alert color="gray" variant="light" role="status" withCloseButton onClose={() => load.reset()}>
          In use. Images that hold anything it answers differently are matched again, running containers first.
        </Alert>
      )}
      {load.error && <ProblemBox thrown={load.error} />}
      <Loaded query={intelligence}>{data => <Content intelligence={data} />}</Loaded>
    </Page>
  );
}

function Content({ intelligence }: { intelligence: Schemas["Intelligence"] }) {
  const now = useNow();
  const mayReadImages = useMay("images.read");
  if (intelligence.state === "none") {
    return (
      <Panel>
        <Empty icon="intelligence" title="No bundle is in use">
          Without advisories every scan is incomplete. Build one with <code>plimsoll feed build</code> and import it
          here, or with <code>plimsoll feed import</code>.
        </Empty>
      </Panel>
    );
  }
  const age = ageOf(intelligence, now);
  return (
    <>
      <Panel title="Bundle">
        <Facts
          columns={2}
          facts={{
            Age: (
              <>
                <Chip tone={age.tone} icon={age.tone === "good" ? "check" : "clock"}>
                  {age.words}
                </Chip>{" "}
                {age.advice}
              </>
            ),
            Built: intelligence.builtAt && <Exact at={intelligence.builtAt} zone />,
            Imported: intelligence.importedAt && <Exact at={intelligence.importedAt} zone />,
            Advisories: intelligence.advisories !== undefined ? count(intelligence.advisories) : undefined,
            Digest: intelligence.digest && <Digest value={intelligence.digest} />,
            Covers: intelligence.coverage.join(", ") || "nothing",
          }}
        />
      </Panel>
      <Panel title="Sources" flush>
        <DataTable
          caption="Sources of the bundle"
          columns={columns}
          rows={intelligence.sources}
          rowKey={source => source.name}
          empty={<Empty icon="intelligence" title="The bundle names no source" />}
        />
      </Panel>
      {mayReadImages && <Changes />}
    </>
  );
}

const columns: Column<Source>[] = [
  { header: "Source", width: "26%", cell: source => <span className="strong">{source.name}</span> },
  {
    header: "Date",
    width: "180px",
    cell: source => source.date.slice(0, 10) || <span className="dimmed">not told</span>,
  },
  { header: "Records", width: "110px", align: "end", cell: source => count(source.records) },
  {
    header: "State",
    width: "120px",
    cell: source =>
      source.state === "used" ? (
        <Chip tone="good" icon="check">
          used
        </Chip>
      ) : (
        <Chip tone="warn" icon="warning">
          left out
        </Chip>
      ),
  },
  { header: "Detail", cell: source => <span className="whole">{source.detail}</span> },
];

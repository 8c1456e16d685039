import { Button, Tabs } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Link, useNavigate, useParams, useSearch } from "@tanstack/react-router";
import { useState } from "react";
import { api, body, type Schemas } from "../api/client";
import { useMay } from "../api/queries";
import { Confirm } from "../frame/Confirm";
import { Loaded } from "../frame/Loaded";
import { Page, Panel } from "../frame/Page";
import { Exact } from "../frame/Time";
import { oneOf, tidy } from "../table/search";
import { Editor } from "./Editor";
import { withMode } from "./mode";
import { kindWords, ModeChip } from "./ModeChip";
import { ModeSwitch } from "./ModeSwitch";
import { canRehearse, Rehearsal } from "./Rehearsal";
import { Unsaved } from "./Unsaved";
import { Versions } from "./Versions";

type Policy = Schemas["Policy"];

const tabs = { document: "Document", versions: "Versions" } as const;
type Tab = keyof typeof tabs;

export const policySearch = (search: Record<string, unknown>) => tidy({ tab: oneOf(search.tab, tabs) });

export function PolicyPage() {
  const { name } = useParams({ from: "/frame/policies/$name" });
  const policy = useQuery({
    queryKey: ["policies", name],
    queryFn: ({ signal }) => body(api.GET("/policies/{name}", { params: { path: { name } }, signal })),
  });
  const mayWrite = useMay("policies.write");
  return (
    <Page
      title={name}
      above={<Link to="/policies">Policies</Link>}
      subtitle={policy.data && <Subtitle policy={policy.data} />}
      actions={mayWrite && policy.data && <Actions policy={policy.data} />}
    >
      <Loaded query={policy}>{data => <Content policy={data} readOnly={!mayWrite} />}</Loaded>
    </Page>
  );
}

function Content({ policy, readOnly }: { policy: Policy; readOnly: boolean }) {
  const { tab = "document" } = useSearch({ from: "/frame/policies/$name" });
  const navigate = useNavigate({ from: "/policies/$name" });
  const show = (next: string | null) =>
    void navigate({ search: next === "document" ? {} : { tab: next as Tab }, replace: true });
  return (
    // What is being written stays while somebody looks at the versions.
    <Tabs value={tab} onChange={show}>
      <Tabs.List className="not-printed">
        {Object.entries(tabs).map(([value, label]) => (
          <Tabs.Tab key={value} value={value}>
            {label}
          </Tabs.Tab>
        ))}
      </Tabs.List>
      <Tabs.Panel value="document" pt="sm" keepMounted>
        <Document key={policy.version} policy={policy} readOnly={readOnly} />
      </Tabs.Panel>
      <Tabs.Panel value="versions" pt="sm">
        {tab === "versions" && <Versions policy={policy} />}
      </Tabs.Panel>
    </Tabs>
  );
}

function Subtitle({ policy }: { policy: Policy }) {
  return (
    <span style={{ display: "inline-flex", flexWrap: "wrap", alignItems: "center", gap: "4px 12px", marginTop: 4 }}>
      {policy.mode && <ModeChip policy={policy} />}
      <span>
        {policy.kind}: {kindWords[policy.kind]}
      </span>
      <span>
        version {policy.version}, changed <Exact at={policy.changedAt} zone /> by {policy.changedBy}
      </span>
    </span>
  );
}

/** Puts a document in force on every host. */
export function usePutPolicy(name: string) {
  const client = useQueryClient();
  return async (document: string) => {
    const policy = await body(api.PUT("/policies/{name}", { params: { path: { name } }, body: { document } }));
    await Promise.all(["policies", "images", "dashboard"].map(list => client.invalidateQueries({ queryKey: [list] })));
    return policy;
  };
}

function Actions({ policy }: { policy: Policy }) {
  const [removing, setRemoving] = useState(false);
  const put = usePutPolicy(policy.name);
  const client = useQueryClient();
  const navigate = useNavigate();

  async function remove() {
    await body(api.DELETE("/policies/{name}", { params: { path: { name: policy.name } } }));
    await navigate({ to: "/policies" });
    await client.invalidateQueries();
  }

  return (
    <>
      {policy.mode && (
        <ModeSwitch mode={policy.mode} name={policy.name} change={mode => put(withMode(policy.document, mode))} />
      )}
      <Button variant="default" onClick={() => setRemoving(true)}>
        Remove…
      </Button>
      <Confirm
        opened={removing}
        close={() => setRemoving(false)}
        title={`Remove policy ${policy.name}`}
        verb="Remove"
        grave
        act={remove}
      >
        <div>
          From now on no host judges by it: what it refuses today will start. The removal is recorded in the audit
          trail.
        </div>
      </Confirm>
    </>
  );
}

function Document({ policy, readOnly }: { policy: Policy; readOnly: boolean }) {
  const [document, setDocument] = useState(policy.document);
  const save = useMutation({ mutationFn: usePutPolicy(policy.name) });
  const mayRehearse = useMay("images.read");
  return (
    <div style={{ display: "grid", gap: 14 }}>
      <Panel title="Document">
        <Editor
          document={document}
          change={setDocument}
          save={save}
          changed={document !== policy.document}
          undo={() => {
            setDocument(policy.document);
            save.reset();
          }}
          readOnly={readOnly}
          verb="Put in force on every host"
        />
      </Panel>
      {mayRehearse && canRehearse(document) && <Rehearsal document={document} />}
      <Unsaved changed={document !== policy.document} />
    </div>
  );
}

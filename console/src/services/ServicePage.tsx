import { Button, Tabs } from "@mantine/core";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Link, useNavigate, useParams, useSearch } from "@tanstack/react-router";
import { useState } from "react";
import { api, body, type Schemas } from "../api/client";
import { useLabelScope, useMay } from "../api/queries";
import { containerColumns } from "../containers/ContainersPage";
import { Confirm } from "../frame/Confirm";
import { Empty } from "../frame/Empty";
import { Facts } from "../frame/Facts";
import { Loaded } from "../frame/Loaded";
import { count } from "../frame/numbers";
import { Page, Panel } from "../frame/Page";
import { Ago } from "../frame/Time";
import { SeverityBar } from "../images/SeverityBar";
import { AssetLabels } from "../labels/AssetLabels";
import { AssetLink } from "../labels/AssetLink";
import { ListPanel } from "../table/ListPanel";
import { PAGE_SIZE, usePages } from "../table/pages";
import { oneOf, tidy } from "../table/search";
import { scopeInWords } from "../users/roles";
import { inWords } from "./draft";
import { EffectiveRules } from "./EffectiveRules";
import { ServiceForm } from "./ServiceForm";
import { ServiceVerdict } from "./ServiceVerdict";

const tabs = { rules: "Effective rules", labels: "Labels" } as const;

export const serviceSearch = (search: Record<string, unknown>) => tidy({ tab: oneOf(search.tab, tabs) });

export function ServicePage() {
  const { name } = useParams({ from: "/frame/services/$name" });
  const service = useQuery({
    queryKey: ["services", name],
    queryFn: ({ signal }) => body(api.GET("/services/{name}", { params: { path: { name } }, signal })),
  });
  return (
    <Page
      title={name}
      above={<Link to="/services">Services</Link>}
      subtitle={service.data?.description}
      actions={service.data && <Actions service={service.data} />}
    >
      <Loaded query={service}>{data => <Content service={data} />}</Loaded>
    </Page>
  );
}

function Actions({ service }: { service: Schemas["Service"] }) {
  const mayWrite = useMay("services.write");
  const navigate = useNavigate();
  const client = useQueryClient();
  const [open, setOpen] = useState<"form" | "removal">();
  if (!mayWrite) return null;

  async function remove() {
    await body(api.DELETE("/services/{name}", { params: { path: { name: service.name } } }));
    await navigate({ to: "/services" });
    await client.invalidateQueries();
  }

  return (
    <>
      <Button variant="default" onClick={() => setOpen("form")}>
        Edit
      </Button>
      <Button variant="default" onClick={() => setOpen("removal")}>
        Remove
      </Button>
      {open === "form" && <ServiceForm service={service} close={() => setOpen(undefined)} />}
      {open === "removal" && (
        <Confirm
          opened
          close={() => setOpen(undefined)}
          title={`Remove ${service.name}`}
          verb="Remove"
          grave
          act={remove}
        >
          <div>Its containers stay as they are, but no longer inherit the labels of the service.</div>
        </Confirm>
      )}
    </>
  );
}

function Content({ service }: { service: Schemas["Service"] }) {
  const { tab } = useSearch({ from: "/frame/services/$name" });
  const navigate = useNavigate({ from: "/services/$name" });
  const labels = useLabelScope();
  const mayReadLabels = useMay("labels.read");
  const { selection, worst } = service;
  return (
    <>
      <Panel title="Service">
        <Facts
          columns={2}
          facts={{
            ...(selection
              ? { "Made of containers": inWords(selection).join("; and ") }
              : { Counts: scopeInWords(labels) }),
            Running: `${count(service.running)} of ${count(service.containers)}`,
            "Worst verdict": <ServiceVerdict service={service} />,
            Images: count(service.images),
            "Worst image": worst ? (
              <AssetLink kind="image" id={worst.id} name={worst.name} />
            ) : (
              <span className="dimmed">none</span>
            ),
            "Its findings": worst ? <SeverityBar counts={worst.severities} /> : <span className="dimmed">none</span>,
            Changed: (
              <>
                <Ago at={service.changedAt} /> by {service.changedBy}
              </>
            ),
          }}
        />
      </Panel>
      <Tabs
        value={tab ?? "members"}
        onChange={next => void navigate({ search: tidy({ tab: oneOf(next, tabs) }), replace: true })}
      >
        <Tabs.List>
          <Tabs.Tab value="members">Members</Tabs.Tab>
          {labels.length === 0 && <Tabs.Tab value="rules">{tabs.rules}</Tabs.Tab>}
          {mayReadLabels && <Tabs.Tab value="labels">{tabs.labels}</Tabs.Tab>}
        </Tabs.List>
        <Tabs.Panel value="members" pt="sm">
          {!tab && <Members name={service.name} />}
        </Tabs.Panel>
        <Tabs.Panel value="rules" pt="sm">
          {tab === "rules" && <EffectiveRules name={service.name} />}
        </Tabs.Panel>
        <Tabs.Panel value="labels" pt="sm">
          {tab === "labels" && <AssetLabels kind="service" id={service.name} />}
        </Tabs.Panel>
      </Tabs>
    </>
  );
}

function Members({ name }: { name: string }) {
  const pages = usePages(["containers", "of service", { service: name }], (cursor, signal) =>
    body(api.GET("/containers", { params: { query: { service: name, cursor, limit: PAGE_SIZE } }, signal })),
  );
  return (
    <ListPanel
      caption="Members"
      pages={pages}
      columns={containerColumns}
      rowKey={container => `${container.hostId} ${container.id}`}
      minWidth={1040}
      empty={
        <Empty icon="containers" title="No container belongs">
          Edit what the service is made of; what fits belongs at once.
        </Empty>
      }
    />
  );
}

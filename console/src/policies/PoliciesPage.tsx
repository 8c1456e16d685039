import { Button } from "@mantine/core";
import { Link, useNavigate } from "@tanstack/react-router";
import { api, body, type Schemas } from "../api/client";
import { useMay } from "../api/queries";
import { Empty } from "../frame/Empty";
import { Icon } from "../frame/Icon";
import { Page } from "../frame/Page";
import { Ago } from "../frame/Time";
import type { Column } from "../table/DataTable";
import { ListPanel } from "../table/ListPanel";
import { PAGE_SIZE, usePages } from "../table/pages";
import { kindWords, ModeChip } from "./ModeChip";

type Policy = Schemas["Policy"];

export function PoliciesPage() {
  const mayWrite = useMay("policies.write");
  const navigate = useNavigate();
  const pages = usePages(["policies"], (cursor, signal) =>
    body(api.GET("/policies", { params: { query: { sort: "precedence", cursor, limit: PAGE_SIZE } }, signal })),
  );
  return (
    <Page
      title="Policies"
      subtitle="Every host judges by these, also while this server is away. All that cover an image count; the first in this order that is broken decides"
      actions={
        mayWrite && (
          <Button leftSection={<Icon name="plus" size={14} />} onClick={() => void navigate({ to: "/policies/new" })}>
            New policy
          </Button>
        )
      }
    >
      <ListPanel
        caption="Policies"
        pages={pages}
        columns={columns}
        rowKey={policy => policy.name}
        empty={
          <Empty icon="policies" title="No policy is in force">
            Without a policy everything starts. Write one, try it in audit, then enforce it.
          </Empty>
        }
      />
    </Page>
  );
}

const orderTitle: Readonly<Record<Policy["kind"], string>> = {
  AssurancePolicy:
    "The stricter mode first, then policies for some images before those for all, then by name. All of them count; the first that is broken decides",
  RuntimePolicy:
    "The stricter mode first, then policies for some images before those for all, then by name. The first that covers an image counts alone",
  HostPolicy: "There is one",
};

const columns: Column<Policy>[] = [
  {
    header: "Policy",
    width: "18%",
    cell: policy => (
      <Link to="/policies/$name" params={{ name: policy.name }} className="cut strong" title={policy.name}>
        {policy.name}
      </Link>
    ),
  },
  {
    header: "Order",
    width: "96px",
    cell: policy =>
      policy.order === undefined ? (
        <span className="dimmed">alone</span>
      ) : (
        <span title={orderTitle[policy.kind]}>
          {policy.order}.<div className="dimmed">{policy.appliesTo === "all" ? "all images" : "some images"}</div>
        </span>
      ),
  },
  { header: "Mode", width: "124px", cell: policy => <ModeChip policy={policy} /> },
  {
    header: "Kind",
    width: "24%",
    cell: policy => (
      <>
        {policy.kind}
        <div className="dimmed">{kindWords[policy.kind]}</div>
      </>
    ),
  },
  { header: "Description", cell: policy => <span className="two-lines">{policy.description}</span> },
  { header: "Version", width: "74px", align: "end", cell: policy => policy.version },
  {
    header: "Changed",
    width: "150px",
    cell: policy => (
      <>
        <Ago at={policy.changedAt} />
        <span className="cut dimmed" title={policy.changedBy}>
          by {policy.changedBy}
        </span>
      </>
    ),
  },
];

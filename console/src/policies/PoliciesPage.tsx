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
    body(api.GET("/policies", { params: { query: { cursor, limit: PAGE_SIZE } }, signal })),
  );
  return (
    <Page
      title="Policies"
      subtitle="Every host judges by these, also while this server is away. A policy in audit records; one in enforce refuses"
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
  { header: "Mode", width: "104px", cell: policy => <ModeChip policy={policy} /> },
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

import { Button, Group } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { api, body } from "../api/client";
import { Chip } from "../frame/Chip";
import { Confirm } from "../frame/Confirm";
import { Empty } from "../frame/Empty";
import { Panel } from "../frame/Page";
import { ProblemBox } from "../frame/ProblemBox";
import { type Column, DataTable } from "../table/DataTable";
import { RoleForm } from "./RoleForm";
import { byArea, type Role, roleInWords, useRoles, verbOf } from "./roles";

/** What there is to give to people and API tokens. */
export function RoleList({ mayWrite }: { mayWrite: boolean }) {
  const roles = useRoles();
  const client = useQueryClient();
  const [changing, setChanging] = useState<Role>();
  const [removing, setRemoving] = useState<Role>();

  async function remove({ role }: Role) {
    await body(api.DELETE("/roles/{role}", { params: { path: { role } } }));
    await client.invalidateQueries({ queryKey: ["roles"] });
  }

  return (
    <Panel flush>
      {roles.error && <ProblemBox thrown={roles.error} again={() => void roles.refetch()} />}
      <DataTable
        caption="Roles"
        columns={mayWrite ? [...columns, changeColumn(setChanging, setRemoving)] : columns}
        rows={roles.data?.items}
        rowKey={role => role.role}
        empty={<Empty icon="users" title="No role" />}
      />
      {changing && <RoleForm role={changing} close={() => setChanging(undefined)} />}
      {removing && (
        <Confirm
          opened
          close={() => setRemoving(undefined)}
          title={`Remove the role ${removing.role}`}
          verb="Remove"
          grave
          act={() => remove(removing)}
        >
          <div>A role that somebody has cannot be removed: give its users and API tokens another one first.</div>
        </Confirm>
      )}
    </Panel>
  );
}

const columns: Column<Role>[] = [
  {
    header: "Role",
    width: "22%",
    cell: role => (
      <>
        <span className="cut strong" title={role.role}>
          {role.role}
        </span>
        {role.builtIn && <Chip tone="quiet">built in</Chip>}
      </>
    ),
  },
  {
    header: "Lets one",
    cell: role =>
      role.builtIn ? (
        roleInWords(role.role)
      ) : (
        <>
          {role.description && <div>{role.description}</div>}
          <div className={role.description ? "dimmed" : undefined}>{permissionsInWords(role)}</div>
        </>
      ),
  },
  {
    header: "Held to labels",
    width: "20%",
    cell: role =>
      role.labelScope.length > 0 ? (
        role.labelScope.map(label => (
          <div key={label} className="cut mono" title={label}>
            {label}
          </div>
        ))
      ) : (
        <span className="dimmed">none, sees everything</span>
      ),
  },
  { header: "Users", width: "72px", align: "end", cell: role => role.users ?? "" },
  { header: "Tokens", width: "80px", align: "end", cell: role => role.apiTokens ?? "" },
];

function permissionsInWords({ permissions }: Role) {
  const chosen = permissions.filter(each => each !== "account.own").map(permission => ({ permission }));
  return byArea(chosen)
    .map(({ area, permissions: of }) => `${area}: ${of.map(each => verbOf(each.permission)).join(", ")}`)
    .join("; ");
}

const changeColumn = (change: (role: Role) => void, remove: (role: Role) => void): Column<Role> => ({
  header: <span className="for-readers">Change</span>,
  width: "204px",
  align: "end",
  cell: role =>
    !role.builtIn && (
      <Group gap={6} justify="flex-end" wrap="nowrap">
        <Button variant="default" size="compact-xs" aria-label={`Change ${role.role}`} onClick={() => change(role)}>
          Change…
        </Button>
        <Button variant="default" size="compact-xs" aria-label={`Remove ${role.role}`} onClick={() => remove(role)}>
          Remove…
        </Button>
      </Group>
    ),
});

import { Button, Group, Stack } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { api, body, type Schemas } from "../api/client";
import { useCurrentSession, useMay } from "../api/queries";
import { Chip } from "../frame/Chip";
import { Confirm } from "../frame/Confirm";
import { Empty } from "../frame/Empty";
import { Ago, Exact, InZone } from "../frame/Time";
import type { Column } from "../table/DataTable";
import { ListPanel } from "../table/ListPanel";
import { PAGE_SIZE, usePages } from "../table/pages";
import { ChangeRole } from "./ChangeRole";
import { type Role, roleInWords, useRoles } from "./roles";
import { SecondFactorRule } from "./SecondFactorRule";

type User = Schemas["User"];

/** People and pipelines who may log in. */
export function UserList() {
  const mayWrite = useMay("users.write");
  const me = useCurrentSession().data?.user.name;
  const roles = useRoles().data?.items ?? [];
  const client = useQueryClient();
  const [changing, setChanging] = useState<User>();
  const [removing, setRemoving] = useState<User>();
  const [resetting, setResetting] = useState<User>();
  const pages = usePages(["users"], (cursor, signal) =>
    body(api.GET("/users", { params: { query: { cursor, limit: PAGE_SIZE } }, signal })),
  );

  async function remove(user: User) {
    await body(api.DELETE("/users/{name}", { params: { path: { name: user.name } } }));
    await client.invalidateQueries({ queryKey: ["users"] });
  }

  async function reset(user: User) {
    await body(api.DELETE("/users/{name}/second-factor", { params: { path: { name: user.name } } }));
    await client.invalidateQueries({ queryKey: ["users"] });
  }

  return (
    <Stack gap="sm">
      <SecondFactorRule mayWrite={mayWrite} offered={roles.map(each => each.role)} />
      <ListPanel
        caption="Users"
        pages={pages}
        columns={[
          ...columns(roles),
          ...(mayWrite ? [changeColumn({ change: setChanging, remove: setRemoving, reset: setResetting }, me)] : []),
        ]}
        rowKey={user => user.name}
        empty={<Empty icon="users" title="No user" />}
      />
      {changing && <ChangeRole user={changing} close={() => setChanging(undefined)} />}
      {removing && (
        <Confirm
          opened
          close={() => setRemoving(undefined)}
          title={`Remove user ${removing.name}`}
          verb="Remove"
          grave
          act={() => remove(removing)}
        >
          <div>The user's sessions and API tokens end at once. What the user did stays in the audit trail.</div>
        </Confirm>
      )}
      {resetting && (
        <Confirm
          opened
          close={() => setResetting(undefined)}
          title={`Reset the second factor of ${resetting.name}`}
          verb="Reset"
          grave
          act={() => reset(resetting)}
        >
          <div>
            The password alone logs {resetting.name} in again. Make sure by another way that it is {resetting.name} who
            asks.
          </div>
        </Confirm>
      )}
    </Stack>
  );
}

const columns = (roles: readonly Role[]): Column<User>[] => [
  {
    header: "Name",
    cell: user => (
      <>
        <span className="cut strong" title={user.name}>
          {user.name}
        </span>
        {user.secondFactor && <Chip tone="good">second factor</Chip>}
        {user.passwordChangeDue && <Chip tone="warn">must change the password</Chip>}
      </>
    ),
  },
  {
    header: "Role",
    width: "24%",
    cell: user => (
      <>
        {user.role}
        <div className="dimmed">{roleInWords(user.role, roles)}</div>
      </>
    ),
  },
  { header: "Last login", width: "120px", cell: user => <Ago at={user.lastLoginAt} /> },
  { header: <InZone>Added</InZone>, name: "Added", width: "160px", cell: user => <Exact at={user.createdAt} /> },
];

interface Actions {
  change: (user: User) => void;
  remove: (user: User) => void;
  reset: (user: User) => void;
}

const changeColumn = ({ change, remove, reset }: Actions, me: string | undefined): Column<User> => ({
  header: <span className="for-readers">Change</span>,
  width: "300px",
  align: "end",
  cell: user =>
    user.name === me ? (
      <span className="dimmed">you</span>
    ) : (
      <Group gap={6} justify="flex-end" wrap="nowrap">
        {user.secondFactor && (
          <Button
            variant="default"
            size="compact-xs"
            aria-label={`Reset factor of ${user.name}`}
            onClick={() => reset(user)}
          >
            Reset factor…
          </Button>
        )}
        <Button variant="default" size="compact-xs" aria-label={`Role of ${user.name}`} onClick={() => change(user)}>
          Role…
        </Button>
        <Button variant="default" size="compact-xs" aria-label={`Remove ${user.name}`} onClick={() => remove(user)}>
          Remove…
        </Button>
      </Group>
    ),
});

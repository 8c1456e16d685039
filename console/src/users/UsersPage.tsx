import { Button, Group } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { api, body, type Schemas } from "../api/client";
import { useCurrentSession, useMay } from "../api/queries";
import { Chip } from "../frame/Chip";
import { Confirm } from "../frame/Confirm";
import { Empty } from "../frame/Empty";
import { Icon } from "../frame/Icon";
import { Page } from "../frame/Page";
import { Ago, Utc } from "../frame/Time";
import type { Column } from "../table/DataTable";
import { ListPanel } from "../table/ListPanel";
import { PAGE_SIZE, usePages } from "../table/pages";
import { AddUser } from "./AddUser";
import { roles } from "./roles";
import { SecondFactorRule } from "./SecondFactorRule";

type User = Schemas["User"];

export function UsersPage() {
  const mayWrite = useMay("users.write");
  const me = useCurrentSession().data?.user.name;
  const client = useQueryClient();
  const [adding, setAdding] = useState(false);
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
    <Page
      title="Users"
      subtitle="People and pipelines who may log in, and what each role lets them do"
      actions={
        mayWrite && (
          <Button leftSection={<Icon name="plus" size={14} />} onClick={() => setAdding(true)}>
            Add a user
          </Button>
        )
      }
    >
      <SecondFactorRule mayWrite={mayWrite} offered={Object.keys(roles)} />
      <ListPanel
        caption="Users"
        pages={pages}
        columns={mayWrite ? [...columns, changeColumn(setRemoving, setResetting, me)] : columns}
        rowKey={user => user.name}
        empty={<Empty icon="users" title="No user" />}
      />
      {adding && <AddUser close={() => setAdding(false)} />}
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
    </Page>
  );
}

const columns: Column<User>[] = [
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
    width: "30%",
    cell: user => (
      <>
        {user.role}
        <div className="dimmed">{roles[user.role]}</div>
      </>
    ),
  },
  { header: "Last login", width: "120px", cell: user => <Ago at={user.lastLoginAt} /> },
  { header: "Added (UTC)", width: "160px", cell: user => <Utc at={user.createdAt} /> },
];

const changeColumn = (
  remove: (user: User) => void,
  reset: (user: User) => void,
  me: string | undefined,
): Column<User> => ({
  header: <span className="for-readers">Change</span>,
  width: "220px",
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
        <Button variant="default" size="compact-xs" aria-label={`Remove ${user.name}`} onClick={() => remove(user)}>
          Remove…
        </Button>
      </Group>
    ),
});

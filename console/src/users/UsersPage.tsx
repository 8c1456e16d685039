import { Button, Tabs } from "@mantine/core";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { useState } from "react";
import { ApiTokens } from "../account/ApiTokens";
import { useMay } from "../api/queries";
import { Icon } from "../frame/Icon";
import { Page } from "../frame/Page";
import { oneOf, tidy } from "../table/search";
import { AddUser } from "./AddUser";
import { RoleForm } from "./RoleForm";
import { RoleList } from "./RoleList";
import { UserList } from "./UserList";
import { UserSessions } from "./UserSessions";

const tabs = { roles: "Roles", sessions: "Sessions", tokens: "API tokens" } as const;

export const usersSearch = (search: Record<string, unknown>) => tidy({ tab: oneOf(search.tab, tabs) });

export function UsersPage() {
  const { tab } = useSearch({ from: "/frame/users" });
  const navigate = useNavigate({ from: "/users" });
  const mayWrite = useMay("users.write");
  const [adding, setAdding] = useState(false);
  const what = tab === "roles" ? "Make a role" : "Add a user";
  return (
    <Page
      title="Users"
      subtitle="People and pipelines who may log in, and what each role lets them do"
      actions={
        mayWrite &&
        (!tab || tab === "roles") && (
          <Button leftSection={<Icon name="plus" size={14} />} onClick={() => setAdding(true)}>
            {what}
          </Button>
        )
      }
    >
      <Tabs
        value={tab ?? "users"}
        keepMounted={false}
        onChange={next => void navigate({ search: tidy({ tab: oneOf(next, tabs) }), replace: true })}
      >
        <Tabs.List>
          <Tabs.Tab value="users">Users</Tabs.Tab>
          {Object.entries(tabs).map(([value, label]) => (
            <Tabs.Tab key={value} value={value}>
              {label}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        <Tabs.Panel value="users" pt="sm">
          <UserList />
        </Tabs.Panel>
        <Tabs.Panel value="roles" pt="sm">
          <RoleList mayWrite={mayWrite} />
        </Tabs.Panel>
        <Tabs.Panel value="sessions" pt="sm">
          <UserSessions mayWrite={mayWrite} />
        </Tabs.Panel>
        <Tabs.Panel value="tokens" pt="sm">
          <ApiTokens mayRevoke={mayWrite} />
        </Tabs.Panel>
      </Tabs>
      {adding &&
        (tab === "roles" ? <RoleForm close={() => setAdding(false)} /> : <AddUser close={() => setAdding(false)} />)}
    </Page>
  );
}

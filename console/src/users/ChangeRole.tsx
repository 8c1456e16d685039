import { NativeSelect } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { api, body, type Schemas } from "../api/client";
import { Confirm } from "../frame/Confirm";
import { roleInWords, useRoles } from "./roles";

/** Gives a user another role. */
export function ChangeRole({ user, close }: { user: Schemas["User"]; close: () => void }) {
  const roles = useRoles().data?.items ?? [];
  const [role, setRole] = useState(user.role);
  const client = useQueryClient();

  async function change() {
    await body(api.PUT("/users/{name}/role", { params: { path: { name: user.name } }, body: { role } }));
    await Promise.all([
      client.invalidateQueries({ queryKey: ["users"] }),
      client.invalidateQueries({ queryKey: ["roles"] }),
    ]);
  }

  return (
    <Confirm
      opened
      close={close}
      title={`Role of ${user.name}`}
      verb="Give the role"
      ready={role !== user.role}
      act={change}
    >
      <NativeSelect
        label="Role"
        description={roleInWords(role, roles)}
        data={roles.map(each => each.role)}
        value={role}
        onChange={event => setRole(event.currentTarget.value)}
      />
      <div className="dimmed">It holds at once, for open sessions and API tokens too.</div>
    </Confirm>
  );
}

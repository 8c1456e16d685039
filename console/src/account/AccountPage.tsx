import { Button } from "@mantine/core";
import { useState } from "react";
import { useCurrentSession } from "../api/queries";
import { Icon } from "../frame/Icon";
import { Page } from "../frame/Page";
import { roleInWords, useRoles } from "../users/roles";
import { ApiTokens } from "./ApiTokens";
import { MakeToken } from "./MakeToken";
import { OwnSessions } from "./OwnSessions";
import { SecondFactor } from "./SecondFactor";

/** Where I am logged in, and what programs show in my name. */
export function AccountPage() {
  const session = useCurrentSession().data;
  const roles = useRoles().data?.items;
  const user = session?.user;
  const [making, setMaking] = useState(false);
  if (!user) return null;
  return (
    <Page
      title="My account"
      subtitle={[`${user.name}, ${user.role}`, roleInWords(user.role, roles)].filter(Boolean).join(": ")}
      actions={
        <Button leftSection={<Icon name="plus" size={14} />} onClick={() => setMaking(true)}>
          Make an API token
        </Button>
      }
    >
      <SecondFactor />
      <OwnSessions />
      <ApiTokens owner={user.name} />
      {making && <MakeToken close={() => setMaking(false)} />}
    </Page>
  );
}

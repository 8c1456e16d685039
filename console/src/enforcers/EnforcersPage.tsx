import { Button, Tabs } from "@mantine/core";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { useState } from "react";
import { useMay } from "../api/queries";
import { Icon } from "../frame/Icon";
import { Page } from "../frame/Page";
import { oneOf, tidy } from "../table/search";
import { EnforcerList } from "./EnforcerList";
import { EnrolHost } from "./EnrolHost";
import { TokenList } from "./TokenList";

export const enforcersSearch = (search: Record<string, unknown>) =>
  tidy({ tab: oneOf(search.tab, { tokens: "Enrolment tokens" }) });

export function EnforcersPage() {
  const { tab } = useSearch({ from: "/frame/enforcers" });
  const navigate = useNavigate({ from: "/enforcers" });
  const mayWrite = useMay("enforcers.write");
  const [enrolling, setEnrolling] = useState(false);
  return (
    <Page
      title="Enforcers"
      subtitle="One per host. Each has a certificate of its own, and decides by the last policies it was given when this server is away"
      actions={
        mayWrite && (
          <Button leftSection={<Icon name="plus" size={14} />} onClick={() => setEnrolling(true)}>
            Enrol a host
          </Button>
        )
      }
    >
      <Tabs
        value={tab ?? "enforcers"}
        onChange={next => void navigate({ search: next === "tokens" ? { tab: next } : {}, replace: true })}
      >
        <Tabs.List>
          <Tabs.Tab value="enforcers">Enforcers</Tabs.Tab>
          <Tabs.Tab value="tokens">Enrolment tokens</Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="enforcers" pt="sm">
          <EnforcerList enrol={mayWrite ? () => setEnrolling(true) : undefined} />
        </Tabs.Panel>
        <Tabs.Panel value="tokens" pt="sm">
          <TokenList />
        </Tabs.Panel>
      </Tabs>
      {enrolling && <EnrolHost close={() => setEnrolling(false)} />}
    </Page>
  );
}

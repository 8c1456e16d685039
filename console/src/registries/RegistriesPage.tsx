import { Button, Tabs } from "@mantine/core";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { useState } from "react";
import type { Schemas } from "../api/client";
import { useMay } from "../api/queries";
import { Icon } from "../frame/Icon";
import { Page } from "../frame/Page";
import { oneOf, tidy, words } from "../table/search";
import { QueueLine } from "./QueueLine";
import { QueueList } from "./QueueList";
import { RegistryForm } from "./RegistryForm";
import { RegistryList } from "./RegistryList";
import { jobFilters } from "./words";

export const registriesSearch = (search: Record<string, unknown>) =>
  tidy({
    tab: oneOf(search.tab, { queue: "Scan queue" }),
    query: words(search.query),
    state: oneOf(search.state, jobFilters),
    registry: words(search.registry),
  });

export type Search = ReturnType<typeof registriesSearch>;

/** Registries, and the queue of scans of what they have. */
export function RegistriesPage() {
  const { tab } = useSearch({ from: "/frame/registries" });
  const navigate = useNavigate({ from: "/registries" });
  const mayWrite = useMay("registries.write");
  const [open, setOpen] = useState<{ registry?: Schemas["Registry"] }>();
  return (
    <Page
      title="Registries"
      subtitle={
        <>
          Where images are looked for before they run anywhere; what is wanted is scanned
          <QueueLine />
        </>
      }
      actions={
        mayWrite && (
          <Button leftSection={<Icon name="plus" size={14} />} onClick={() => setOpen({})}>
            Add a registry
          </Button>
        )
      }
    >
      <Tabs
        value={tab ?? "registries"}
        onChange={next => void navigate({ search: next === "queue" ? { tab: next } : {}, replace: true })}
      >
        <Tabs.List>
          <Tabs.Tab value="registries">Registries</Tabs.Tab>
          <Tabs.Tab value="queue">Scan queue</Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="registries" pt="sm">
          {tab !== "queue" && (
            <RegistryList edit={registry => setOpen({ registry })} add={mayWrite ? () => setOpen({}) : undefined} />
          )}
        </Tabs.Panel>
        <Tabs.Panel value="queue" pt="sm">
          {tab === "queue" && <QueueList />}
        </Tabs.Panel>
      </Tabs>
      {open && <RegistryForm registry={open.registry} close={() => setOpen(undefined)} />}
    </Page>
  );
}

import { Button, Menu, Stack } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import { useState } from "react";
import { api, body, type Schemas } from "../api/client";
import { useMay } from "../api/queries";
import { Chip } from "../frame/Chip";
import { Confirm } from "../frame/Confirm";
import { Empty } from "../frame/Empty";
import { Icon } from "../frame/Icon";
import { count } from "../frame/numbers";
import { ProblemBox } from "../frame/ProblemBox";
import { Ago } from "../frame/Time";
import type { Column } from "../table/DataTable";
import { Filters, WordsFilter } from "../table/Filters";
import { ListPanel } from "../table/ListPanel";
import { PAGE_SIZE, usePages } from "../table/pages";
import { tidy } from "../table/search";
import { Webhook } from "./Webhook";
import { interval, kinds } from "./words";

type Registry = Schemas["Registry"];

export function RegistryList({ edit, add }: { edit: (registry: Registry) => void; add: (() => void) | undefined }) {
  const { query } = useSearch({ from: "/frame/registries" });
  const navigate = useNavigate({ from: "/registries" });
  const narrow = (next: string | undefined) => void navigate({ search: tidy({ query: next }), replace: true });
  const mayWrite = useMay("registries.write");
  const [removing, setRemoving] = useState<Registry>();
  const [announcing, setAnnouncing] = useState<Registry>();
  const look = useLook();
  const client = useQueryClient();
  const pages = usePages(["registries", { query }], (cursor, signal) =>
    body(api.GET("/registries", { params: { query: tidy({ query, cursor, limit: PAGE_SIZE }) }, signal })),
  );

  async function remove(registry: Registry) {
    await body(api.DELETE("/registries/{registryId}", { params: { path: { registryId: registry.id } } }));
    await client.invalidateQueries();
  }

  const actions: Actions = {
    edit,
    look: registry => look.mutate(registry),
    announce: setAnnouncing,
    remove: setRemoving,
  };
  return (
    <Stack gap="sm">
      <Filters clear={query ? () => narrow(undefined) : undefined}>
        <WordsFilter placeholder="Search name, address or kind" value={query} onChange={narrow} />
      </Filters>
      {look.error && <ProblemBox thrown={look.error} />}
      <ListPanel
        caption="Registries"
        pages={pages}
        columns={mayWrite ? [...columns, actionColumn(actions)] : columns}
        rowKey={registry => registry.id}
        minWidth={1000}
        empty={query ? <Empty icon="search" title="No registry has such a name" /> : <NoRegistry add={add} />}
      />
      {removing && (
        <Confirm
          opened
          close={() => setRemoving(undefined)}
          title={`Remove the registry ${removing.name}`}
          verb="Remove"
          grave
          act={() => remove(removing)}
        >
          <div>
            Its password is forgotten and its scans end. Images that are nowhere else leave the list; what was found in
            them stays in the audit trail.
          </div>
        </Confirm>
      )}
      {announcing && <Webhook registry={announcing} close={() => setAnnouncing(undefined)} />}
    </Stack>
  );
}

function useLook() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (registry: Registry) =>
      body(api.POST("/registries/{registryId}/listing", { params: { path: { registryId: registry.id } } })),
    onSuccess: () => client.invalidateQueries({ queryKey: ["registries"] }),
  });
}

function NoRegistry({ add }: { add: (() => void) | undefined }) {
  return (
    <Empty icon="registries" title="No registry yet">
      {add ? (
        <Button variant="default" mt="xs" onClick={add}>
          Add a registry
        </Button>
      ) : (
        "Ask an administrator to add one."
      )}
    </Empty>
  );
}

const columns: Column<Registry>[] = [
  {
    header: "Registry",
    cell: registry => (
      <>
        <span className="cut strong" title={registry.name}>
          {registry.name}
        </span>
        <span className="cut dimmed mono" title={registry.address}>
          {registry.address}
        </span>
      </>
    ),
  },
  {
    header: "Kind",
    width: "150px",
    cell: registry => (
      <>
        {kinds[registry.kind]}
        <div className="dimmed">{registry.user ? `as ${registry.user}` : "without login"}</div>
      </>
    ),
  },
  { header: "Last look", width: "34%", cell: registry => <LastLook registry={registry} /> },
  { header: "Tags", width: "70px", align: "end", cell: registry => count(registry.tags) },
  { header: "Images", width: "74px", align: "end", cell: registry => count(registry.images) },
  {
    header: "Scans open",
    width: "104px",
    align: "end",
    cell: registry =>
      registry.openScans > 0 ? (
        <Link to="/registries" search={{ tab: "queue", registry: registry.id, state: "open" }}>
          {count(registry.openScans)}
        </Link>
      ) : (
        count(0)
      ),
  },
];

function LastLook({ registry }: { registry: Registry }) {
  return (
    <>
      <LookChip registry={registry} /> <Ago at={registry.listedAt} missing="never" />
      <span className="dimmed">, {interval(registry.everyMinutes)}</span>
      {registry.failure && <div className="prose">{registry.failure}</div>}
      {registry.notes.map(note => (
        <div key={note} className="dimmed">
          {note}
        </div>
      ))}
    </>
  );
}

function LookChip({ registry }: { registry: Registry }) {
  if (registry.listing) {
    return (
      <Chip tone="wait" icon="rescan">
        being listed
      </Chip>
    );
  }
  if (registry.failure) {
    return (
      <Chip tone="bad" icon="warning">
        failed
      </Chip>
    );
  }
  return registry.listedAt ? (
    <Chip tone="good" icon="check">
      listed
    </Chip>
  ) : (
    <Chip tone="quiet" icon="clock">
      not yet
    </Chip>
  );
}

type Actions = Readonly<Record<"edit" | "look" | "announce" | "remove", (registry: Registry) => void>>;

const actionColumn = (actions: Actions): Column<Registry> => ({
  header: <span className="for-readers">Actions</span>,
  width: "104px",
  align: "end",
  cell: registry => (
    <Menu position="bottom-end" withInitialFocusPlaceholder={false}>
      <Menu.Target>
        <Button
          variant="default"
          size="compact-xs"
          aria-label={`Actions on ${registry.name}`}
          rightSection={<Icon name="down" size={12} />}
        >
          Actions
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item onClick={() => actions.edit(registry)}>Edit…</Menu.Item>
        <Menu.Item onClick={() => actions.look(registry)}>Look now</Menu.Item>
        <Menu.Item onClick={() => actions.announce(registry)}>Webhook…</Menu.Item>
        <Menu.Divider />
        <Menu.Item onClick={() => actions.remove(registry)}>Remove…</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  ),
});

import { Button, Group, NativeSelect, TextInput } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { api, body, type Schemas } from "../api/client";
import { useMay } from "../api/queries";
import { Facts } from "../frame/Facts";
import { Loaded } from "../frame/Loaded";
import { Panel } from "../frame/Page";
import { ProblemBox } from "../frame/ProblemBox";
import { exact } from "../frame/time";
import { applyChange, type Asset, changesBetween, further, known, type Values } from "./changes";
import { keys, scopes } from "./words";

/** The labels of one asset, for those who may read them. */
export function AssetLabels(asset: Asset) {
  if (!useMay("labels.read")) return null;
  return (
    <Panel title="Labels">
      <Labels {...asset} />
    </Panel>
  );
}

function Labels({ kind, id }: Asset) {
  const mayWrite = useMay("labels.write");
  const labels = useQuery({
    queryKey: ["labels", kind, id],
    queryFn: ({ signal }) => body(api.GET("/labels", { params: { query: { kind, id, limit: 100 } }, signal })),
  });
  return (
    <Loaded query={labels}>
      {page =>
        mayWrite ? (
          <LabelForm key={JSON.stringify(valuesOf(page.items))} asset={{ kind, id }} labels={page.items} />
        ) : (
          <Facts facts={factsOf(valuesOf(page.items))} />
        )
      }
    </Loaded>
  );
}

const valuesOf = (labels: Schemas["Label"][]): Values =>
  Object.fromEntries(labels.map(({ key, value }) => [key, value]));

const factsOf = (values: Values) => ({
  ...Object.fromEntries(known.map(key => [keys[key], values[key] ?? "not labelled"])),
  ...Object.fromEntries(further(values).map(key => [key, values[key]])),
});

function LabelForm({ asset, labels }: { asset: Asset; labels: Schemas["Label"][] }) {
  const before = valuesOf(labels);
  const [values, setValues] = useState(before);
  const [added, setAdded] = useState({ key: "", value: "" });
  const client = useQueryClient();
  const key = added.key.trim();
  const changes = changesBetween(before, key ? { ...values, [key]: added.value } : values);
  const save = useMutation({
    mutationFn: async () => {
      for (const change of changes) await applyChange(asset, change);
    },
    // Also after a problem: the first of two changes may have gone through.
    onSettled: () => Promise.all(stale(asset).map(list => client.invalidateQueries({ queryKey: [list] }))),
  });
  const set = (changed: string, value: string) => setValues({ ...values, [changed]: value });
  const origin = (of: string) => {
    const label = labels.find(each => each.key === of);
    return label && `by ${label.setBy}, ${exact(label.setAt)}`;
  };
  const field = (of: string, label: string) => (
    <TextInput
      key={of}
      label={label}
      description={origin(of) ?? "not labelled"}
      maxLength={500}
      style={{ flex: "1 1 220px" }}
      value={values[of] ?? ""}
      onChange={event => set(of, event.currentTarget.value)}
    />
  );

  function submit(event: FormEvent) {
    event.preventDefault();
    save.mutate();
  }

  return (
    <form onSubmit={submit}>
      <Group align="flex-end" gap="sm">
        <NativeSelect
          label={keys["pci-scope"]}
          description={origin("pci-scope") ?? "not labelled counts as cde"}
          value={values["pci-scope"] ?? ""}
          onChange={event => set("pci-scope", event.currentTarget.value)}
          data={[
            { value: "", label: "not labelled" },
            ...Object.entries(scopes).map(([value, label]) => ({ value, label })),
          ]}
        />
        {field("purpose", keys.purpose)}
        {field("owner", keys.owner)}
        {further(before).map(of => field(of, of))}
      </Group>
      <Group align="flex-end" gap="sm" mt="sm">
        <TextInput
          label="Another label"
          description="Lower-case letters, digits, . _ -"
          placeholder="team"
          pattern="[a-z0-9][a-z0-9._\-]{0,62}"
          title="1 to 63 lower-case letters, digits, '.', '_' or '-'"
          value={added.key}
          onChange={event => setAdded({ ...added, key: event.currentTarget.value })}
        />
        <TextInput
          label="Its value"
          description="What services, filters and roles can ask for"
          placeholder="payments"
          maxLength={500}
          required={key !== ""}
          withAsterisk={false}
          style={{ flex: "1 1 220px" }}
          value={added.value}
          onChange={event => setAdded({ ...added, value: event.currentTarget.value })}
        />
        <Button type="submit" size="sm" disabled={changes.length === 0} loading={save.isPending}>
          Save labels
        </Button>
      </Group>
      {save.error && <ProblemBox thrown={save.error} />}
    </form>
  );
}

/** Containers inherit the labels of everything around them. */
const stale = (asset: Asset) => ["labels", `${asset.kind}s`, "containers", "compliance"];

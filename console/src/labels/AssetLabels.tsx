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
import { applyChange, type Asset, changesBetween, noValues, type Values } from "./changes";
import { type Key, keys, scopes } from "./words";

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
          <Facts
            facts={Object.fromEntries(
              (Object.keys(keys) as Key[]).map(key => [keys[key], valuesOf(page.items)[key] || "not labelled"]),
            )}
          />
        )
      }
    </Loaded>
  );
}

const valuesOf = (labels: Schemas["Label"][]): Values => ({
  ...noValues,
  ...Object.fromEntries(labels.filter(({ key }) => key in keys).map(({ key, value }) => [key, value])),
});

function LabelForm({ asset, labels }: { asset: Asset; labels: Schemas["Label"][] }) {
  const before = valuesOf(labels);
  const [values, setValues] = useState(before);
  const client = useQueryClient();
  const changes = changesBetween(before, values);
  const save = useMutation({
    mutationFn: async () => {
      for (const change of changes) await applyChange(asset, change);
    },
    // Also after a problem: the first of two changes may have gone through.
    onSettled: () => Promise.all(stale(asset).map(list => client.invalidateQueries({ queryKey: [list] }))),
  });
  const set = (key: Key, value: string) => setValues({ ...values, [key]: value });
  const origin = (key: Key) => {
    const label = labels.find(each => each.key === key);
    return label && `by ${label.setBy}, ${exact(label.setAt)}`;
  };

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
          value={values["pci-scope"]}
          onChange={event => set("pci-scope", event.currentTarget.value)}
          data={[
            { value: "", label: "not labelled" },
            ...Object.entries(scopes).map(([value, label]) => ({ value, label })),
          ]}
        />
        {(["purpose", "owner"] as const).map(key => (
          <TextInput
            key={key}
            label={keys[key]}
            description={origin(key) ?? "not labelled"}
            maxLength={500}
            style={{ flex: "1 1 220px" }}
            value={values[key]}
            onChange={event => set(key, event.currentTarget.value)}
          />
        ))}
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

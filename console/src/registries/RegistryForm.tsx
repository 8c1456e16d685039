import { Alert, Button, Checkbox, Group, Modal, NativeSelect, PasswordInput, SimpleGrid, Stack } from "@mantine/core";
import { Textarea, TextInput } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { api, body, type Schemas } from "../api/client";
import { Icon } from "../frame/Icon";
import { ProblemBox } from "../frame/ProblemBox";
import { draftOf, type Form, formOf, takesAccessKey } from "./draft";
import { hints, kinds, type Kind, listsNothing } from "./words";

interface RegistryFormProps {
  /** The one that is changed; absent for a new one. */
  registry: Schemas["Registry"] | undefined;
  close: () => void;
}

/** Adds or changes a registry; tries it before, if asked. */
export function RegistryForm({ registry, close }: RegistryFormProps) {
  const [form, setForm] = useState(() => formOf(registry));
  const change = (part: Partial<Form>) => setForm(before => ({ ...before, ...part }));
  const client = useQueryClient();
  const test = useMutation({ mutationFn: () => tested(registry?.id, draftOf(form)) });
  const save = useMutation({
    mutationFn: () => saved(registry?.id, draftOf(form)),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: ["registries"] });
      close();
    },
  });

  function submit(event: FormEvent) {
    event.preventDefault();
    test.reset();
    save.mutate();
  }

  function tryIt() {
    save.reset();
    test.mutate();
  }

  return (
    <Modal
      opened
      onClose={close}
      title={registry ? `Edit ${registry.name}` : "Add a registry"}
      size="xl"
      closeOnClickOutside={false}
    >
      <form onSubmit={submit}>
        <Stack gap="sm">
          <Where form={form} change={change} kept={registry?.hasPassword ?? false} />
          <Wanted form={form} change={change} />
          {test.data && <TestResult result={test.data} />}
          {(save.error ?? test.error) && <ProblemBox thrown={save.error ?? test.error} />}
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={close}>
              Cancel
            </Button>
            <Button variant="default" loading={test.isPending} onClick={tryIt}>
              Test
            </Button>
            <Button type="submit" loading={save.isPending}>
              {registry ? "Save" : "Add"}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}

function saved(id: string | undefined, draft: Schemas["RegistryDraft"]) {
  return body(
    id
      ? api.PUT("/registries/{registryId}", { params: { path: { registryId: id } }, body: draft })
      : api.POST("/registries", { body: draft }),
  );
}

function tested(id: string | undefined, draft: Schemas["RegistryDraft"]) {
  return body(api.POST("/registry-tests", { params: { query: id ? { registryId: id } : {} }, body: draft }));
}

function TestResult({ result }: { result: Schemas["RegistryTest"] }) {
  return (
    <Alert
      role="status"
      color={result.works ? "green" : "red"}
      icon={<Icon name={result.works ? "check" : "warning"} />}
      title={result.works ? "It works" : "It does not work"}
      styles={{ message: { color: "var(--mantine-color-text)" }, title: { color: "var(--mantine-color-text)" } }}
    >
      {result.message}
      {result.notes.map(note => (
        <div key={note}>{note}</div>
      ))}
    </Alert>
  );
}

interface PartProps {
  form: Form;
  change: (part: Partial<Form>) => void;
}

function Where({ form, change, kept }: PartProps & { kept: boolean }) {
  const hint = hints[form.kind];
  return (
    <>
      <SimpleGrid cols={2} spacing="sm">
        <TextInput
          label="Name"
          required
          data-autofocus
          maxLength={100}
          autoComplete="off"
          value={form.name}
          onChange={event => change({ name: event.currentTarget.value })}
        />
        <NativeSelect
          label="Kind"
          data={Object.entries(kinds).map(([value, label]) => ({ value, label }))}
          value={form.kind}
          onChange={event => change({ kind: event.currentTarget.value as Kind })}
        />
      </SimpleGrid>
      <TextInput
        label="Address"
        description={`Host, perhaps with a port, such as ${hint.address}`}
        required
        autoComplete="off"
        value={form.address}
        onChange={event => change({ address: event.currentTarget.value })}
      />
      <SimpleGrid cols={2} spacing="sm">
        <TextInput
          label={form.kind === "ecr" ? "Access key ID" : "User"}
          description={form.kind === "ecr" ? `Key ${hint.login}` : `Empty for nobody; else ${hint.login}`}
          autoComplete="off"
          value={form.user}
          onChange={event => change({ user: event.currentTarget.value })}
        />
        <PasswordInput
          label={takesAccessKey(form) ? "Secret access key" : "Password"}
          description={kept ? "Empty keeps the one that is kept" : secretHint(form)}
          autoComplete="new-password"
          value={form.password}
          onChange={event => change({ password: event.currentTarget.value })}
        />
      </SimpleGrid>
      {takesAccessKey(form) && (
        <PasswordInput
          label="Session token"
          description="Of a temporary key only, and then given whenever its secret is"
          autoComplete="new-password"
          value={form.sessionToken}
          onChange={event => change({ sessionToken: event.currentTarget.value })}
        />
      )}
      <Textarea
        label="Private authority"
        description="Its certificate in PEM, if the registry's own is not signed by a public one"
        autosize
        minRows={2}
        maxRows={6}
        value={form.authority}
        onChange={event => change({ authority: event.currentTarget.value })}
      />
      <TextInput
        label="Token servers"
        description="Hosts that may see the password although they are not the registry's; mostly none"
        value={form.tokenServers}
        onChange={event => change({ tokenServers: event.currentTarget.value })}
      />
      <Checkbox
        label="Plain HTTP: no TLS, so everybody on the way reads and changes everything, passwords too"
        checked={form.plainHttp}
        onChange={event => change({ plainHttp: event.currentTarget.checked })}
      />
    </>
  );
}

const secretHint = (form: Form) =>
  takesAccessKey(form)
    ? "Goes to AWS alone; kept encrypted and never shown"
    : "Or token; kept encrypted and never shown";

function Wanted({ form, change }: PartProps) {
  const patterns = (field: keyof Form, label: string, description: string) => (
    <Textarea
      label={label}
      description={description}
      autosize
      minRows={2}
      maxRows={8}
      value={String(form[field])}
      onChange={event => change({ [field]: event.currentTarget.value })}
    />
  );
  const limit = (
    field: "newest" | "maxAgeDays" | "everyMinutes",
    label: string,
    description: string,
    least: number,
  ) => (
    <TextInput
      type="number"
      min={least}
      label={label}
      description={description}
      value={form[field]}
      onChange={event => change({ [field]: event.currentTarget.value })}
    />
  );
  return (
    <>
      {patterns(
        "named",
        "Repositories by name",
        listsNothing.has(form.kind)
          ? "This kind of registry does not say which it has, so all are named here: shop/web"
          : "Wanted whatever the registry lists: shop/web",
      )}
      <SimpleGrid cols={2} spacing="sm">
        {!listsNothing.has(form.kind) &&
          patterns("repositoriesIn", "Repositories in", "Patterns: shop/* or **; empty for all")}
        {!listsNothing.has(form.kind) && patterns("repositoriesOut", "Repositories out", "Left out all the same")}
        {patterns("tagsIn", "Tags in", "Patterns: v*; empty for all")}
        {patterns("tagsOut", "Tags out", "Left out all the same: *-test")}
      </SimpleGrid>
      <SimpleGrid cols={3} spacing="sm">
        {limit("newest", "Newest", "Of each repository; empty for all", 1)}
        {limit("maxAgeDays", "Greatest age", "Days since it was built; empty for any", 1)}
        {limit("everyMinutes", "Look every", "Minutes; empty for when asked", 5)}
      </SimpleGrid>
    </>
  );
}

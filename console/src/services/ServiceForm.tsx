import { Button, Group, Modal, SimpleGrid, Stack, Textarea, TextInput } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { api, body, type Schemas } from "../api/client";
import { ProblemBox } from "../frame/ProblemBox";
import { draftOf, type Form, formOf } from "./draft";

interface ServiceFormProps {
  /** The one that is changed; absent for a new one. */
  service: Schemas["Service"] | undefined;
  close: () => void;
  saved?: (name: string) => void;
}

/** Adds or changes a service. */
export function ServiceForm({ service, close, saved }: ServiceFormProps) {
  const [form, setForm] = useState(() => formOf(service));
  const client = useQueryClient();
  const save = useMutation({
    mutationFn: () => send(service, draftOf(form)),
    onSuccess: async ({ name }) => {
      await Promise.all(["services", "containers"].map(list => client.invalidateQueries({ queryKey: [list] })));
      close();
      saved?.(name);
    },
  });
  const field = (key: keyof Form) => ({
    value: form[key],
    onChange: (event: { currentTarget: { value: string } }) => setForm({ ...form, [key]: event.currentTarget.value }),
  });
  const area = { autosize: true, minRows: 2, maxRows: 8 } as const;

  function submit(event: FormEvent) {
    event.preventDefault();
    save.mutate();
  }

  return (
    <Modal
      opened
      onClose={close}
      title={service ? `Edit ${service.name}` : "Add a service"}
      size="xl"
      closeOnClickOutside={false}
    >
      <form onSubmit={submit}>
        <Stack gap="sm">
          {!service && (
            <TextInput
              label="Name"
              description="Lower-case letters, digits, '.', '_' and '-'; it stays"
              required
              data-autofocus
              maxLength={63}
              autoComplete="off"
              {...field("name")}
            />
          )}
          <TextInput label="Description" maxLength={1000} autoComplete="off" {...field("description")} />
          <div className="dimmed">
            A container belongs if it fits everything that is filled in. <code>*</code> stands for any characters.
          </div>
          <SimpleGrid cols={2} spacing="sm">
            <Textarea label="Images" description="Names with tag, one of them: shop/*" {...area} {...field("images")} />
            <Textarea
              label="Compose projects"
              description="Or stacks, one of them: shop-*"
              {...area}
              {...field("projects")}
            />
            <Textarea
              label="Labels"
              description="That people put on the container, its image, its networks or its host, all of them: team=shop"
              {...area}
              {...field("labels")}
            />
            <Textarea
              label="Engine labels"
              description="That the container was started with, all of them; whoever starts it chooses them"
              {...area}
              {...field("engineLabels")}
            />
          </SimpleGrid>
          {save.error && <ProblemBox thrown={save.error} />}
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={close}>
              Cancel
            </Button>
            <Button type="submit" loading={save.isPending}>
              {service ? "Save" : "Add"}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}

const send = (service: Schemas["Service"] | undefined, draft: Schemas["ServiceDraft"]) =>
  body(
    service
      ? api.PUT("/services/{name}", {
          params: { path: { name: service.name } },
          body: { ...draft, name: service.name },
        })
      : api.POST("/services", { body: draft }),
  );

import { Button, Checkbox, Group, Modal, SimpleGrid, Stack, TagsInput, TextInput } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { api, body } from "../api/client";
import { ProblemBox } from "../frame/ProblemBox";
import { byArea, labelMistake, type Role, useRoles, verbOf } from "./roles";

/** Makes a role, or changes one. */
export function RoleForm({ role, close }: { role?: Role; close: () => void }) {
  const grantable = useRoles().data?.grantable ?? [];
  const [name, setName] = useState(role?.role ?? "");
  const [description, setDescription] = useState(role?.description ?? "");
  const [chosen, setChosen] = useState<string[]>(role?.permissions.filter(each => each !== "account.own") ?? []);
  const [labels, setLabels] = useState<string[]>(role?.labelScope ?? []);
  const client = useQueryClient();
  const mistake = labels.map(labelMistake).find(Boolean);
  const beyond = new Set(
    labels.length > 0 ? grantable.filter(each => !each.withinLabels).map(each => each.permission) : [],
  );
  const permissions = chosen.filter(each => !beyond.has(each));
  const save = useMutation({
    mutationFn: () => {
      const content = { description: description.trim(), permissions, labelScope: labels };
      return role
        ? body(api.PUT("/roles/{role}", { params: { path: { role: role.role } }, body: content }))
        : body(api.POST("/roles", { body: { role: name.trim(), ...content } }));
    },
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: ["roles"] });
      close();
    },
  });

  function submit(event: FormEvent) {
    event.preventDefault();
    save.mutate();
  }

  return (
    <Modal
      opened
      onClose={close}
      size="xl"
      title={role ? `Change the role ${role.role}` : "Make a role"}
      closeOnClickOutside={false}
    >
      <form onSubmit={submit}>
        <Stack gap="sm">
          {!role && (
            <TextInput
              label="Name"
              description="Lower-case letters, digits, '.', '_' and '-'; stays as it is"
              required
              data-autofocus
              autoComplete="off"
              maxLength={63}
              value={name}
              onChange={event => setName(event.currentTarget.value)}
            />
          )}
          <TextInput
            label="Description"
            maxLength={500}
            value={description}
            onChange={event => setDescription(event.currentTarget.value)}
          />
          <TagsInput
            label="Held to labels"
            description="Who has the role sees only what carries all of these, such as team=payments; none for everything. Enter adds one."
            maxTags={8}
            value={labels}
            onChange={setLabels}
            error={mistake}
          />
          <Checkbox.Group
            label="Permissions"
            description={
              labels.length > 0 ? "Those that reach beyond any labels cannot be given together with labels." : undefined
            }
            value={permissions}
            onChange={setChosen}
          >
            <SimpleGrid cols={2} spacing="md" verticalSpacing="sm" mt="xs">
              {byArea(grantable).map(({ area, permissions: of }) => (
                <div key={area} role="group" aria-label={area}>
                  <div className="strong">{area}</div>
                  <Group gap="sm" mt={4}>
                    {of.map(({ permission }) => (
                      <Checkbox
                        key={permission}
                        value={permission}
                        label={verbOf(permission)}
                        disabled={beyond.has(permission)}
                        title={permission}
                      />
                    ))}
                  </Group>
                </div>
              ))}
            </SimpleGrid>
          </Checkbox.Group>
          {role && <div className="dimmed">A change holds at once for everybody who has the role.</div>}
          {save.error && <ProblemBox thrown={save.error} />}
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={close}>
              Cancel
            </Button>
            <Button type="submit" loading={save.isPending} disabled={permissions.length === 0 || Boolean(mistake)}>
              {role ? "Save" : "Make"}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}

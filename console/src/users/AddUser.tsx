import { Button, Group, Modal, NativeSelect, PasswordInput, Stack, TextInput } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { api, body } from "../api/client";
import { ProblemBox } from "../frame/ProblemBox";
import { roleInWords, useRoles } from "./roles";

export function AddUser({ close }: { close: () => void }) {
  const [name, setName] = useState("");
  const [role, setRole] = useState("auditor");
  const [password, setPassword] = useState("");
  const roles = useRoles().data?.items ?? [];
  const client = useQueryClient();
  const add = useMutation({
    mutationFn: () => body(api.POST("/users", { body: { name: name.trim(), role, password } })),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: ["users"] });
      close();
    },
  });

  function submit(event: FormEvent) {
    event.preventDefault();
    add.mutate();
  }

  return (
    <Modal opened onClose={close} title="Add a user">
      <form onSubmit={submit}>
        <Stack gap="sm">
          <TextInput
            label="Name"
            required
            data-autofocus
            autoComplete="off"
            value={name}
            onChange={event => setName(event.currentTarget.value)}
          />
          <NativeSelect
            label="Role"
            description={roleInWords(role, roles)}
            data={roles.map(each => each.role)}
            value={role}
            onChange={event => setRole(event.currentTarget.value)}
          />
          <PasswordInput
            label="First password"
            description="At least 12 characters, with letters and digits; has to be changed at the first login"
            required
            autoComplete="new-password"
            value={password}
            onChange={event => setPassword(event.currentTarget.value)}
          />
          {add.error && <ProblemBox thrown={add.error} />}
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={close}>
              Cancel
            </Button>
            <Button type="submit" loading={add.isPending}>
              Add
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}

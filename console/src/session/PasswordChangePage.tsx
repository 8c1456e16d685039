import { Alert, Button, Group, PasswordInput } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { type FormEvent, useState } from "react";
import { api, body } from "../api/client";
import { ProblemBox } from "../frame/ProblemBox";
import { Entrance } from "./Entrance";
import { endSession } from "./session";

/** A new password; `due` when the server lets nothing else happen before it. */
export function PasswordChangePage({ due = false }: { due?: boolean }) {
  const [oldPassword, setOld] = useState("");
  const [newPassword, setNew] = useState("");
  const [again, setAgain] = useState("");
  const client = useQueryClient();
  const navigate = useNavigate();
  const differs = again !== "" && again !== newPassword;
  const change = useMutation({
    mutationFn: () => body(api.PUT("/users/current/password", { body: { oldPassword, newPassword } })),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: ["session"] });
      if (!due) void navigate({ to: "/" });
    },
  });

  function submit(event: FormEvent) {
    event.preventDefault();
    if (newPassword === again) change.mutate();
  }

  return (
    <Entrance title={due ? "Choose your own password" : "Change password"}>
      {due && (
        <Alert color="gray" variant="light">
          The password you logged in with works once. Choose your own to go on.
        </Alert>
      )}
      {change.error && <ProblemBox thrown={change.error} />}
      <form onSubmit={submit}>
        <PasswordInput
          label="Present password"
          autoComplete="current-password"
          required
          withAsterisk={false}
          value={oldPassword}
          onChange={event => setOld(event.currentTarget.value)}
        />
        <PasswordInput
          label="New password"
          description="At least 12 characters, with letters and digits"
          autoComplete="new-password"
          mt="sm"
          required
          withAsterisk={false}
          value={newPassword}
          onChange={event => setNew(event.currentTarget.value)}
        />
        <PasswordInput
          label="New password again"
          autoComplete="new-password"
          mt="sm"
          required
          withAsterisk={false}
          value={again}
          error={differs && "The two are not the same"}
          onChange={event => setAgain(event.currentTarget.value)}
        />
        <Group justify="flex-end" mt="lg" gap="xs">
          {due ? (
            <Button variant="default" size="sm" onClick={() => endSession("logged-out")}>
              Log out
            </Button>
          ) : (
            <Button variant="default" size="sm" onClick={() => void navigate({ to: "/" })}>
              Cancel
            </Button>
          )}
          <Button type="submit" size="sm" loading={change.isPending} disabled={differs}>
            Change password
          </Button>
        </Group>
      </form>
    </Entrance>
  );
}

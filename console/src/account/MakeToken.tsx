import { Button, Group, Modal, NativeSelect, Stack, TextInput } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { api, body } from "../api/client";
import { useCurrentSession } from "../api/queries";
import { ProblemBox } from "../frame/ProblemBox";
import { Secret } from "../frame/Secret";
import { Exact } from "../frame/Time";
import { roleInWords, useRoles } from "../users/roles";
import { grantable } from "./grantable";

const lifetimes = [
  { value: "7", label: "7 days" },
  { value: "30", label: "30 days" },
  { value: "90", label: "90 days" },
  { value: "365", label: "1 year" },
];
const DAY = 86_400_000;

/** Makes an API token and shows its secret this one time. */
export function MakeToken({ close }: { close: () => void }) {
  const mine = useCurrentSession().data?.permissions ?? [];
  const all = useRoles();
  const offered = grantable(all.data?.items ?? [], mine);
  const [name, setName] = useState("");
  const [chosen, setChosen] = useState("scanner");
  const [days, setDays] = useState("90");
  const role = offered.includes(chosen) ? chosen : offered[0];
  const client = useQueryClient();
  const make = useMutation({
    mutationFn: () => {
      const expiresAt = new Date(Date.now() + Number(days) * DAY).toISOString();
      return body(api.POST("/api-tokens", { body: { name: name.trim(), role, expiresAt } }));
    },
    onSuccess: () => client.invalidateQueries({ queryKey: ["api-tokens"] }),
  });

  function submit(event: FormEvent) {
    event.preventDefault();
    make.mutate();
  }

  return (
    // A click beside the window must not throw away what is shown only once.
    <Modal opened onClose={close} title="Make an API token" size="lg" closeOnClickOutside={!make.data}>
      {make.data ? (
        <Stack gap="sm">
          <div>
            This is <strong>{make.data.token.name}</strong>, until <Exact at={make.data.token.expiresAt} zone />. Copy
            it now: it will not be shown again. If it gets lost, revoke it and make another one.
          </div>
          <Secret value={make.data.secret} what="API token" />
          <div className="dimmed">
            A pipeline gives it to <code>plimsoll</code> in the variable <code>PLIMSOLL_TOKEN</code>, with{" "}
            <code>PLIMSOLL_SERVER</code> and <code>PLIMSOLL_CA</code>.
          </div>
          <Group justify="flex-end">
            <Button variant="default" onClick={close}>
              Done
            </Button>
          </Group>
        </Stack>
      ) : (
        <form onSubmit={submit}>
          <Stack gap="sm">
            <TextInput
              label="Name"
              description="Says where it is used; letters, digits, '.', '_' and '-'"
              required
              data-autofocus
              autoComplete="off"
              maxLength={64}
              value={name}
              onChange={event => setName(event.currentTarget.value)}
            />
            <NativeSelect
              label="Role"
              description={role && roleInWords(role, all.data?.items)}
              data={offered}
              value={role}
              onChange={event => setChosen(event.currentTarget.value)}
            />
            <NativeSelect
              label="Ends after"
              data={lifetimes}
              value={days}
              onChange={event => setDays(event.currentTarget.value)}
            />
            {all.error && <ProblemBox thrown={all.error} again={() => void all.refetch()} />}
            {make.error && <ProblemBox thrown={make.error} />}
            <Group justify="flex-end" gap="xs">
              <Button variant="default" onClick={close}>
                Cancel
              </Button>
              <Button type="submit" loading={make.isPending} disabled={!role}>
                Make
              </Button>
            </Group>
          </Stack>
        </form>
      )}
    </Modal>
  );
}

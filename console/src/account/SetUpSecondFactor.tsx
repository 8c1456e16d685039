import { Button, CopyButton, Group, PasswordInput, Stack, TextInput } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { api, body } from "../api/client";
import { ProblemBox } from "../frame/ProblemBox";
import { QrCode } from "../frame/QrCode";
import { Secret } from "../frame/Secret";
import classes from "./SetUpSecondFactor.module.css";

interface SetUpProps {
  leave: () => void;
  /** The word on the button that leaves before it is on. */
  leaving: string;
  done: () => void;
}

/** Three steps: the password, the app with its first code, and ten codes for paper. */
export function SetUpSecondFactor({ leave, leaving, done }: SetUpProps) {
  const [password, setPassword] = useState("");
  const [code, setCode] = useState("");
  const begin = useMutation({
    mutationFn: () => body(api.POST("/users/current/second-factor", { body: { password } })),
  });
  const confirm = useMutation({
    mutationFn: () => body(api.PUT("/users/current/second-factor", { body: { code } })),
    onError: () => setCode(""),
  });

  function submit(event: FormEvent) {
    event.preventDefault();
    (begin.data ? confirm : begin).mutate();
  }

  if (confirm.data) return <RecoveryCodes codes={confirm.data.recoveryCodes} done={done} />;
  return (
    <form onSubmit={submit}>
      <Stack gap="sm">
        {begin.data ? (
          <>
            <div>Scan this with an authenticator app, or type the key into it.</div>
            <Group justify="center">
              <QrCode text={begin.data.address} label="QR code of the key" />
            </Group>
            <Secret value={begin.data.key} what="key" />
            <TextInput
              key="code"
              label="First code"
              description="The six digits that the app shows now"
              required
              data-autofocus
              autoFocus
              autoComplete="one-time-code"
              inputMode="numeric"
              maxLength={40}
              value={code}
              onChange={event => setCode(event.currentTarget.value)}
            />
          </>
        ) : (
          <>
            <div>
              An authenticator app on your phone gives a new code every 30 seconds; every login then takes a code
              besides the password.
            </div>
            <PasswordInput
              key="password"
              label="Your password"
              required
              data-autofocus
              autoComplete="current-password"
              value={password}
              onChange={event => setPassword(event.currentTarget.value)}
            />
          </>
        )}
        {begin.error && <ProblemBox thrown={begin.error} />}
        {confirm.error && <ProblemBox thrown={confirm.error} />}
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={leave}>
            {leaving}
          </Button>
          <Button type="submit" loading={begin.isPending || confirm.isPending}>
            {begin.data ? "Switch on" : "Go on"}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

function RecoveryCodes({ codes, done }: { codes: string[]; done: () => void }) {
  return (
    <Stack gap="sm">
      <div>
        The second factor is on. Print or write down these codes and keep them away from the phone: each takes the place
        of the app once. They will not be shown again.
      </div>
      <ul aria-label="Recovery codes" className={classes.codes}>
        {codes.map(each => (
          <li key={each}>{each}</li>
        ))}
      </ul>
      <Group justify="flex-end" gap="xs">
        <CopyButton value={codes.join("\n")}>
          {({ copied, copy }) => (
            <Button variant="default" onClick={copy}>
              {copied ? "Copied" : "Copy"}
            </Button>
          )}
        </CopyButton>
        <Button onClick={done}>I have kept them</Button>
      </Group>
    </Stack>
  );
}

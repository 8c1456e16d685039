import { Button, Modal, PasswordInput, Stack, TextInput } from "@mantine/core";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { api, body } from "../api/client";
import { Chip } from "../frame/Chip";
import { Confirm } from "../frame/Confirm";
import { Panel } from "../frame/Page";
import { ProblemBox } from "../frame/ProblemBox";
import { Exact } from "../frame/Time";
import { SetUpSecondFactor } from "./SetUpSecondFactor";

/** How it stands with my second factor, and the way to switch it on or off. */
export function SecondFactor() {
  const client = useQueryClient();
  const [open, setOpen] = useState<"on" | "off">();
  const state = useQuery({
    queryKey: ["session", "second-factor"],
    queryFn: ({ signal }) => body(api.GET("/users/current/second-factor", { signal })),
  });

  function done() {
    setOpen(undefined);
    void client.invalidateQueries({ queryKey: ["session"] });
    void client.invalidateQueries({ queryKey: ["sessions"] });
  }

  return (
    <Panel
      title="Second factor"
      aside={
        state.data &&
        (state.data.on ? (
          <Button variant="default" size="compact-xs" disabled={state.data.required} onClick={() => setOpen("off")}>
            Switch off…
          </Button>
        ) : (
          <Button variant="default" size="compact-xs" onClick={() => setOpen("on")}>
            Set up…
          </Button>
        ))
      }
    >
      {state.error && <ProblemBox thrown={state.error} again={() => void state.refetch()} />}
      {state.data?.on && (
        <>
          <Chip tone="good">on</Chip>{" "}
          {state.data.since && (
            <>
              since <Exact at={state.data.since} zone />.{" "}
            </>
          )}
          {state.data.recoveryCodesLeft} of 10 recovery codes are left
          {state.data.recoveryCodesLeft < 3 && "; switch it off and on again for new ones"}.
          {state.data.required && " Your role needs it."}
        </>
      )}
      {state.data && !state.data.on && (
        <>
          <Chip tone="quiet">off</Chip> Whoever learns your password can log in as you.
        </>
      )}
      {open === "on" && (
        // A click beside the window must not throw the recovery codes away.
        <Modal opened onClose={done} title="Set up the second factor" closeOnClickOutside={false}>
          <SetUpSecondFactor leave={() => setOpen(undefined)} leaving="Cancel" done={done} />
        </Modal>
      )}
      {open === "off" && <SwitchOff close={done} />}
    </Panel>
  );
}

function SwitchOff({ close }: { close: () => void }) {
  const [password, setPassword] = useState("");
  const [code, setCode] = useState("");
  return (
    <Confirm
      opened
      close={close}
      title="Switch the second factor off"
      verb="Switch off"
      grave
      ready={password !== "" && code !== ""}
      act={() => body(api.POST("/users/current/second-factor/removal", { body: { password, code } }))}
    >
      <Stack gap="sm">
        <div>The password alone logs in again. The key and the recovery codes are forgotten.</div>
        <PasswordInput
          label="Your password"
          autoComplete="current-password"
          value={password}
          onChange={event => setPassword(event.currentTarget.value)}
        />
        <TextInput
          label="Code"
          description="Of the app, or a recovery code"
          autoComplete="one-time-code"
          maxLength={40}
          value={code}
          onChange={event => setCode(event.currentTarget.value)}
        />
      </Stack>
    </Confirm>
  );
}

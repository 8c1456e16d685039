import { Button, Group, Modal, Stack } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { ProblemBox } from "./ProblemBox";

interface ConfirmProps {
  opened: boolean;
  close: () => void;
  title: string;
  /** The verb on the button, such as `Revoke`. */
  verb: string;
  /** What it does cannot be taken back, or stops something that works. */
  grave?: boolean;
  ready?: boolean;
  act: () => Promise<unknown>;
  children: ReactNode;
}

/** Asks once more and says what will happen; stays open with the problem when it did not. */
export function Confirm({ opened, close, title, verb, grave = false, ready = true, act, children }: ConfirmProps) {
  const action = useMutation({ mutationFn: act, onSuccess: close });
  const leave = () => {
    action.reset();
    close();
  };
  return (
    <Modal opened={opened} onClose={leave} title={title} size="lg">
      <Stack gap="sm">
        {children}
        {action.error && <ProblemBox thrown={action.error} />}
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={leave} data-autofocus>
            Cancel
          </Button>
          <Button
            color={grave ? "red.8" : undefined}
            disabled={!ready}
            loading={action.isPending}
            onClick={() => action.mutate()}
          >
            {verb}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}

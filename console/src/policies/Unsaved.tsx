import { Button, Group, Modal, Stack } from "@mantine/core";
import { useBlocker } from "@tanstack/react-router";

/** Asks before what was written and not put in force is lost; other tabs of the same screen keep it. */
export function Unsaved({ changed }: { changed: boolean }) {
  const { status, proceed, reset } = useBlocker({
    // Nothing holds up the end of a session.
    shouldBlockFn: ({ current, next }) => changed && ![current.pathname, "/login"].includes(next.pathname),
    enableBeforeUnload: changed,
    withResolver: true,
  });
  return (
    <Modal opened={status === "blocked"} onClose={() => reset?.()} title="Leave without putting it in force?">
      <Stack gap="sm">
        <div>What you have written in this policy is lost when you leave.</div>
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={() => reset?.()} data-autofocus>
            Stay
          </Button>
          <Button color="red.8" onClick={() => proceed?.()}>
            Leave
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}

import { Button, Group, Modal, Stack } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { api, body } from "../api/client";
import { ProblemBox } from "../frame/ProblemBox";
import { Secret } from "../frame/Secret";
import { Exact } from "../frame/Time";

/** What to run on the host; the string needs quotes, for it holds an ampersand. */
const enrolCommand = (enrolment: string) =>
  `plimsoll-enforcer --data /var/lib/plimsoll/enforcer --enrol '${enrolment}'`;

/** Makes an enrolment string and shows it this one time. */
export function EnrolHost({ close }: { close: () => void }) {
  const client = useQueryClient();
  const make = useMutation({
    mutationFn: () => body(api.POST("/enrolment-tokens")),
    onSuccess: () => client.invalidateQueries({ queryKey: ["enrolment-tokens"] }),
  });
  return (
    // A click beside the window must not throw away what is shown only once.
    <Modal opened onClose={close} title="Enrol a host" size="xl" closeOnClickOutside={!make.data}>
      <Stack gap="sm">
        {make.data ? (
          <>
            <div>
              Start the Enforcer on the host with this, as root. The string works once, until{" "}
              <Exact at={make.data.expiresAt} zone />, and is shown only now. It carries this server's address and the
              fingerprint of its authority, so the host knows whom it talks to.
            </div>
            <Secret value={enrolCommand(make.data.enrolment)} what="command" />
            <div>
              Or put the string alone into a file that only root can read, and name it with <code>--enrol-file</code>:
            </div>
            <Secret value={make.data.enrolment} what="enrolment string" />
            <div className="dimmed">The host shows up under Enforcers by itself as soon as it has connected.</div>
          </>
        ) : (
          <div>
            An Enforcer on a host asks to be let in with a one-time string. Whoever has the string can enrol one host:
            hand it over as you would a password.
          </div>
        )}
        {make.error && <ProblemBox thrown={make.error} />}
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={close}>
            {make.data ? "Done" : "Cancel"}
          </Button>
          {!make.data && (
            <Button loading={make.isPending} onClick={() => make.mutate()}>
              Make an enrolment string
            </Button>
          )}
        </Group>
      </Stack>
    </Modal>
  );
}

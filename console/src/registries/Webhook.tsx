import { Button, Group, Modal, Stack } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { api, body, type Schemas } from "../api/client";
import { ProblemBox } from "../frame/ProblemBox";
import { Secret } from "../frame/Secret";

/** Makes the address at which a registry announces pushes, shows it this one time, and ends it. */
export function Webhook({ registry, close }: { registry: Schemas["Registry"]; close: () => void }) {
  const client = useQueryClient();
  const path = { params: { path: { registryId: registry.id } } };
  const onSuccess = () => client.invalidateQueries({ queryKey: ["registries"] });
  const make = useMutation({
    mutationFn: () => body(api.POST("/registries/{registryId}/webhook", path)),
    onSuccess,
  });
  const end = useMutation({
    mutationFn: () => body(api.DELETE("/registries/{registryId}/webhook", path)),
    onSuccess: async () => {
      await onSuccess();
      close();
    },
  });
  return (
    // A click beside the window must not throw away what is shown only once.
    <Modal opened onClose={close} title={`Webhook of ${registry.name}`} size="lg" closeOnClickOutside={!make.data}>
      <Stack gap="sm">
        {make.data ? (
          <>
            <div>
              Enter this address at the registry, for pushes, as JSON. It holds a secret: copy it now, it will not be
              shown again. If it gets lost, make another one.
            </div>
            <Secret value={location.origin + make.data.path} what="address of the webhook" />
            <div className="dimmed">
              The registry has to trust the authority of this server: <code>ca.crt</code> in its data folder.
            </div>
          </>
        ) : (
          <div>
            A registry that announces pushes has new images scanned at once, instead of when it is listed next. Docker
            Hub, Harbor, Quay, ACR and the registry of the distribution are understood.
            {registry.hasWebhook && " It has an address for that now; a new one ends it."}
          </div>
        )}
        {(make.error ?? end.error) && <ProblemBox thrown={make.error ?? end.error} />}
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={close}>
            {make.data ? "Done" : "Cancel"}
          </Button>
          {registry.hasWebhook && !make.data && (
            <Button variant="default" loading={end.isPending} onClick={() => end.mutate()}>
              End it
            </Button>
          )}
          {!make.data && (
            <Button loading={make.isPending} onClick={() => make.mutate()}>
              Make an address
            </Button>
          )}
        </Group>
      </Stack>
    </Modal>
  );
}

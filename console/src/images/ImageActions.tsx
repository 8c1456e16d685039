import { Alert, Button, List } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type ReactNode, useState } from "react";
import { api, body } from "../api/client";
import { useMay } from "../api/queries";
import { Confirm } from "../frame/Confirm";
import { ConfirmWithReason } from "../frame/ConfirmWithReason";
import { Icon } from "../frame/Icon";
import { counted } from "../frame/numbers";
import { ProblemBox } from "../frame/ProblemBox";
import { AllowDialog } from "./AllowDialog";
import { type Chosen, done, type Outcome, refusals } from "./outcome";

interface ImageActionsProps {
  images: readonly Chosen[];
  /** Something was done to at least one of them. */
  acted?: () => void;
  children?: ReactNode;
}

type Asked = "allow" | "disallow" | "approve" | "remove";

interface Result {
  outcome: Outcome;
  what: string;
  images: readonly Chosen[];
}

const LONGEST_REASON = 1_000;

/** What can be done to these images, as far as this person may; and what came of it, image by image. */
export function ImageActions({ images, acted, children }: ImageActionsProps) {
  const [asked, ask] = useState<Asked>();
  const [result, setResult] = useState<Result>();
  const client = useQueryClient();
  const mayScan = useMay("images.scan");
  const mayWrite = useMay("images.write");
  const ids = images.map(image => image.id);
  const close = () => ask(undefined);
  const nothing = images.length === 0;

  async function tell(what: string, call: Promise<Outcome>) {
    const outcome = await call;
    setResult({ outcome, what, images });
    await client.invalidateQueries();
    if (outcome.failed.length === 0) acted?.();
  }

  const rescan = useMutation({
    mutationFn: () => tell("A rescan is asked for", body(api.POST("/images/rescan", { body: { images: ids } }))),
  });

  return (
    <>
      <div
        className="not-printed"
        style={{ display: nothing ? "none" : "flex", flexWrap: "wrap", alignItems: "center", gap: 8 }}
      >
        {children}
        {mayScan && (
          <Button
            variant="default"
            leftSection={<Icon name="rescan" size={14} />}
            loading={rescan.isPending}
            onClick={() => rescan.mutate()}
          >
            Rescan
          </Button>
        )}
        {mayWrite &&
          buttons.map(([what, label]) => (
            <Button key={what} variant="default" onClick={() => ask(what)}>
              {label}
            </Button>
          ))}
      </div>
      {rescan.error && <ProblemBox thrown={rescan.error} />}
      {result && <Told {...result} close={() => setResult(undefined)} />}
      {asked === "allow" && (
        <AllowDialog
          images={images}
          close={close}
          act={(reason, expiry) =>
            tell("Allowed", body(api.POST("/images/allowance", { body: { images: ids, reason, expiry } })))
          }
        />
      )}
      {asked === "disallow" && (
        <ConfirmWithReason
          close={close}
          title={`Disallow ${counted(images.length, "image")}`}
          verb="Disallow"
          longest={LONGEST_REASON}
          act={reason => tell("Disallowed", body(api.POST("/images/disallowance", { body: { images: ids, reason } })))}
        >
          No container of {images.length === 1 ? "this very image" : "these very images"} starts from now on, on any
          host, whatever policies and exceptions say. What runs already goes on running.
        </ConfirmWithReason>
      )}
      <Confirm
        opened={asked === "approve"}
        close={close}
        title={`Approve ${counted(images.length, "image")} as a base`}
        verb="Approve base"
        act={() => tell("Approved as a base", body(api.POST("/images/base-approval", { body: { images: ids } })))}
      >
        <div>
          Every policy with the rule <code>approved-bases</code> takes images that are built on{" "}
          {images.length === 1 ? "it" : "them"}, beside the bases that the policy names itself.
        </div>
      </Confirm>
      <Confirm
        opened={asked === "remove"}
        close={close}
        title={`Delete what is stored of ${counted(images.length, "image")}`}
        verb="Delete"
        grave
        act={() => tell("Deleted", body(api.POST("/images/removal", { body: { images: ids } })))}
      >
        <div>
          Inventory and findings are gone. An image that runs, or that a connected host still holds, is left as it is. A
          registry that has it keeps it; there it is scanned again when somebody lists the registry or pushes it.
        </div>
      </Confirm>
    </>
  );
}

const buttons: readonly [Asked, string][] = [
  ["allow", "Allow…"],
  ["disallow", "Disallow…"],
  ["approve", "Approve base…"],
  ["remove", "Delete…"],
];

function Told({ outcome, what, images, close }: Result & { close: () => void }) {
  const left = refusals(outcome, images);
  return (
    <Alert
      color="gray"
      variant="light"
      role="status"
      withCloseButton
      closeButtonLabel="Close"
      onClose={close}
      title={done(outcome, what)}
    >
      {left.length > 0 && (
        <>
          <div>{`Not done to ${counted(left.length, "image")}:`}</div>
          <List size="sm">
            {left.map(({ id, name, detail }) => (
              <List.Item key={id} className="whole">
                <strong>{name}</strong>: {detail}
              </List.Item>
            ))}
          </List>
        </>
      )}
    </Alert>
  );
}

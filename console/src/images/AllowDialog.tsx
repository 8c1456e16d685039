import { Textarea, TextInput } from "@mantine/core";
import { useState } from "react";
import { dayAfter } from "../exceptions/words";
import { Confirm } from "../frame/Confirm";
import { counted } from "../frame/numbers";
import type { Chosen } from "./outcome";

interface AllowDialogProps {
  images: readonly Chosen[];
  close: () => void;
  act: (reason: string, expiry: string) => Promise<unknown>;
}

const DAYS = 30;
const LONGEST = 365;

/** Accepts images for a while, for a reason: an exception about each, by its name. */
export function AllowDialog({ images, close, act }: AllowDialogProps) {
  const [now] = useState(() => new Date());
  const [reason, setReason] = useState("");
  const [expiry, setExpiry] = useState(dayAfter(now, DAYS));
  const given = reason.trim();
  return (
    <Confirm
      opened
      close={close}
      title={`Allow ${counted(images.length, "image")}`}
      verb="Allow"
      ready={given.length >= 3}
      act={() => act(given, expiry)}
    >
      <div>
        An exception about the first name of each accepts all that a scan holds against it, for whatever image has that
        name. Nobody disallows it any more. An image that was never scanned stays refused.
      </div>
      <Textarea
        label="Reason"
        description="For whoever asks later; at least a few words"
        required
        maxLength={1_000}
        value={reason}
        onChange={event => setReason(event.currentTarget.value)}
      />
      <TextInput
        type="date"
        label="Last day"
        description="In UTC, within a year"
        required
        maw={220}
        min={dayAfter(now, 0)}
        max={dayAfter(now, LONGEST)}
        value={expiry}
        onChange={event => setExpiry(event.currentTarget.value)}
      />
    </Confirm>
  );
}

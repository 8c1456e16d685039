import { Textarea } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { useState, type ReactNode } from "react";
import { Confirm } from "./Confirm";
import { count } from "./numbers";

interface ConfirmWithReasonProps {
  close: () => void;
  title: string;
  verb: string;
  /** The most characters of a reason. */
  longest: number;
  act: (reason: string) => Promise<unknown>;
  children: ReactNode;
}

/** Ends something that works, for a reason that stands in the audit trail. */
export function ConfirmWithReason({ close, title, verb, longest, act, children }: ConfirmWithReasonProps) {
  const [reason, setReason] = useState("");
  const client = useQueryClient();
  const given = reason.trim();

  async function end() {
    await act(given);
    await client.invalidateQueries();
  }

  return (
    <Confirm opened close={close} title={title} verb={verb} grave ready={given.length >= 3} act={end}>
      <div>{children}</div>
      <Textarea
        label="Reason"
        description={`Stands in the audit trail; 3 to ${count(longest)} characters`}
        required
        maxLength={longest}
        value={reason}
        onChange={event => setReason(event.currentTarget.value)}
      />
    </Confirm>
  );
}

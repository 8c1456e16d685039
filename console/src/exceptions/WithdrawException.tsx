import { Textarea } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { api, body, type Schemas } from "../api/client";
import { Confirm } from "../frame/Confirm";
import { counted } from "../frame/numbers";
import { inWords, scopeInWords } from "./words";

export function WithdrawException({ exception, close }: { exception: Schemas["Exception"]; close: () => void }) {
  const [reason, setReason] = useState("");
  const client = useQueryClient();

  async function withdraw() {
    await body(
      api.POST("/exceptions/{exceptionId}/withdrawal", {
        params: { path: { exceptionId: exception.id } },
        body: { reason: reason.trim() },
      }),
    );
    await client.invalidateQueries();
  }

  return (
    <Confirm
      opened
      close={close}
      title={`Withdraw: ${inWords(exception.finding)}`}
      verb="Withdraw"
      grave
      ready={reason.trim().length >= 3}
      act={withdraw}
    >
      <div>
        {scopeInWords(exception.scope)}.{" "}
        {exception.images > 0
          ? `What it accepts in ${counted(exception.images, "image")} counts again at once, here and on every host: an enforcing policy may refuse their next start.`
          : "It accepts nothing in any image today."}
      </div>
      <Textarea
        label="Reason"
        description="Stands in the audit trail; 3 to 1,000 characters"
        required
        maxLength={1_000}
        value={reason}
        onChange={event => setReason(event.currentTarget.value)}
      />
    </Confirm>
  );
}

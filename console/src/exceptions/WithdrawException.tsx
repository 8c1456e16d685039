import { api, body, type Schemas } from "../api/client";
import { ConfirmWithReason } from "../frame/ConfirmWithReason";
import { counted } from "../frame/numbers";
import { inWords, scopeInWords } from "./words";

export function WithdrawException({ exception, close }: { exception: Schemas["Exception"]; close: () => void }) {
  return (
    <ConfirmWithReason
      close={close}
      title={`Withdraw: ${inWords(exception.finding)}`}
      verb="Withdraw"
      longest={1_000}
      act={reason =>
        body(
          api.POST("/exceptions/{exceptionId}/withdrawal", {
            params: { path: { exceptionId: exception.id } },
            body: { reason },
          }),
        )
      }
    >
      {scopeInWords(exception.scope)}.{" "}
      {exception.images > 0
        ? `What it accepts in ${counted(exception.images, "image")} counts again at once, here and on every host: an enforcing policy may refuse their next start.`
        : "It accepts nothing in any image today."}
    </ConfirmWithReason>
  );
}

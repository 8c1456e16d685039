import { useQueryClient } from "@tanstack/react-query";
import { api, body, type Schemas } from "../api/client";
import { Confirm } from "../frame/Confirm";
import { ExceptionFacts } from "./ExceptionFacts";
import { inWords } from "./words";

/** The second person's word, with everything on the table that it is given for. */
export function ConfirmException({ exception, close }: { exception: Schemas["Exception"]; close: () => void }) {
  const client = useQueryClient();

  async function confirm() {
    await body(api.POST("/exceptions/{exceptionId}/confirmation", { params: { path: { exceptionId: exception.id } } }));
    await client.invalidateQueries();
  }

  return (
    <Confirm opened close={close} title={`Confirm: ${inWords(exception.finding)}`} verb="Put in force" act={confirm}>
      <div>
        From now to the end of its last day this breaks no rule, here and on every host. Your name stands beside that of{" "}
        {exception.author}, who asked for it.
      </div>
      <ExceptionFacts exception={exception} />
    </Confirm>
  );
}

import type { Schemas } from "../api/client";
import { Facts } from "../frame/Facts";
import { Exact } from "../frame/Time";
import { inWords } from "./words";

/** Who accepted what, where, why and until when, and what became of it. */
export function ExceptionFacts({ exception }: { exception: Schemas["Exception"] }) {
  const { scope } = exception;
  return (
    <Facts
      columns={2}
      facts={{
        Accepted: <span className="whole">{inWords(exception.finding)}</span>,
        Reason: <span className="whole">{exception.reason}</span>,
        Package: <Pattern pattern={scope.package} any="any package" />,
        "Asked for": (
          <>
            {exception.author}, <Exact at={exception.createdAt} zone />
          </>
        ),
        Path: <Pattern pattern={scope.path} any="any path" />,
        Confirmed: confirmed(exception),
        Image: <Pattern pattern={scope.image} any="any image" />,
        "Last day": `${exception.expiry} (UTC)`,
        ...(exception.withdrawnAt && {
          Withdrawn: (
            <>
              {exception.withdrawnBy}, <Exact at={exception.withdrawnAt} zone />
            </>
          ),
          "Withdrawn because": <span className="whole">{exception.withdrawnBecause}</span>,
        }),
      }}
    />
  );
}

function Pattern({ pattern, any }: { pattern: string | undefined; any: string }) {
  return pattern ? <span className="mono whole">{pattern}</span> : any;
}

function confirmed({ confirmedBy, confirmedAt, needsConfirmation }: Schemas["Exception"]) {
  if (!confirmedBy || !confirmedAt) return needsConfirmation ? "by nobody yet" : "no second person was asked for";
  return (
    <>
      {confirmedBy}, <Exact at={confirmedAt} zone />
    </>
  );
}

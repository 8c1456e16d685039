import { Link } from "@tanstack/react-router";
import { useMay } from "../api/queries";
import type { Event } from "./EventTable";
import { remedyOf } from "./remedy";

/** From what was stopped, or would have been, to the form that allows it: an exception, or the policy itself. */
export function AllowThis({ event, close }: { event: Event; close: () => void }) {
  const mayExcept = useMay("exceptions.write");
  const mayWrite = useMay("policies.write");
  const remedy = remedyOf(event);
  if (!remedy) return null;
  return (
    <section aria-label="Allow this">
      <h3>Allow this</h3>
      {remedy.kind === "exception" && (
        <p>
          An exception about the image accepts all that a scan holds against it, for a while and with your name. The
          form shows what else it would accept.{" "}
          {mayExcept ? (
            <Link to="/exceptions/new" search={{ finding: "image", image: remedy.image }} onClick={close}>
              Accept {remedy.image}…
            </Link>
          ) : (
            <span className="dimmed">Your role may not add exceptions.</span>
          )}
        </p>
      )}
      {remedy.kind === "scan" && (
        <p>
          No exception speaks for an image that nobody scanned.{" "}
          {remedy.imageId ? (
            <Link to="/images/$imageId" params={{ imageId: remedy.imageId }} onClick={close}>
              Have the image scanned
            </Link>
          ) : (
            "Have the image scanned"
          )}
          , and start the container again.
        </p>
      )}
      {remedy.kind === "policy" && (
        <p>
          {remedy.why}{" "}
          <Link to="/policies/$name" params={{ name: remedy.policy }} onClick={close}>
            {mayWrite ? `Edit ${remedy.policy}` : `See ${remedy.policy}`}
          </Link>
        </p>
      )}
    </section>
  );
}

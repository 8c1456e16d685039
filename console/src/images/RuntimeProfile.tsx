import { Link } from "@tanstack/react-router";
import type { Schemas } from "../api/client";
import { useMay } from "../api/queries";

/** What watches over the containers of an image, and whether it refuses or only records. */
export function RuntimeProfile({ runtime }: Pick<Schemas["Image"], "runtime">) {
  const mayRead = useMay("policies.read");
  if (!runtime) return <span className="dimmed">none</span>;
  const { policy, mode } = runtime;
  return (
    <>
      {mayRead ? (
        <Link to="/policies/$name" params={{ name: policy }} className="cut" title={policy}>
          {policy}
        </Link>
      ) : (
        <span className="cut" title={policy}>
          {policy}
        </span>
      )}
      <div className="dimmed">{mode === "enforce" ? "enforced" : "recorded"}</div>
    </>
  );
}

import type { Schemas } from "../api/client";
import { Lead } from "../frame/Lead";

/** What watches over the containers of an image, and whether it refuses or only records. */
export function RuntimeProfile({ runtime }: Pick<Schemas["Image"], "runtime">) {
  if (!runtime) return <span className="dimmed">none</span>;
  const { policy, mode } = runtime;
  return (
    <>
      <Lead link={{ to: "/policies/$name", params: { name: policy } }} className="cut" title={policy}>
        {policy}
      </Lead>
      <div className="dimmed">{mode === "enforce" ? "enforced" : "recorded"}</div>
    </>
  );
}

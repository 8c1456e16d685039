import type { Schemas } from "../api/client";
import { Panel } from "../frame/Page";
import { AllLabels } from "./LabelList";

/** What its creator wrote on something of an engine: facts, which give nobody a right. */
export function EngineLabels({ labels }: { labels: Schemas["LabelMap"] }) {
  return (
    <Panel title="Engine labels">
      {Object.keys(labels).length === 0 ? (
        <span className="dimmed">It was created without any.</span>
      ) : (
        <AllLabels labels={labels} />
      )}
    </Panel>
  );
}

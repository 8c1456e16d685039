import type { Schemas } from "../api/client";
import { Chip } from "../frame/Chip";

export function ModeChip({ policy }: { policy: Pick<Schemas["Policy"], "mode"> }) {
  switch (policy.mode) {
    case "enforce":
      return (
        <Chip tone="good" icon="policies" title="What breaks it is refused">
          enforce
        </Chip>
      );
    case "fail-pipeline":
      return (
        <Chip tone="warn" icon="policies" title="A pipeline that scans what breaks it fails; hosts record it">
          fail pipeline
        </Chip>
      );
    case "audit":
      return (
        <Chip tone="warn" icon="audit" title="What breaks it is allowed and recorded">
          audit
        </Chip>
      );
    case undefined:
      return <span className="dimmed">no mode</span>;
  }
}

export const kindWords: Readonly<Record<Schemas["Policy"]["kind"], string>> = {
  AssurancePolicy: "which images may start",
  RuntimePolicy: "what may run inside",
  HostPolicy: "how a host behaves when something is missing",
};

import type { Schemas } from "../api/client";
import { counted } from "../frame/numbers";
import { VerdictChip } from "../images/VerdictChip";

/** The worst verdict on the members' images; that some are unscanned is said beside it. */
export function ServiceVerdict({ service }: { service: Schemas["Service"] }) {
  if (!service.verdict) return <span className="dimmed">no members</span>;
  return (
    <>
      <VerdictChip verdict={service.verdict} />
      {service.unscanned > 0 && <div className="dimmed">{counted(service.unscanned, "image")} unscanned</div>}
    </>
  );
}

import type { Schemas } from "../api/client";
import { Chip } from "../frame/Chip";
import { outcomes } from "./words";

export function OutcomeChip({ outcome }: { outcome: Schemas["Outcome"] }) {
  return outcome === "success" ? (
    <Chip tone="quiet" icon="check">
      {outcomes[outcome]}
    </Chip>
  ) : (
    <Chip tone="bad" icon="refused">
      {outcomes[outcome]}
    </Chip>
  );
}

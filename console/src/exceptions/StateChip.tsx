import type { Schemas } from "../api/client";
import { Chip } from "../frame/Chip";
import { stateLook, states } from "./words";

export function StateChip({ state }: { state: Schemas["ExceptionState"] }) {
  const look = stateLook[state];
  return (
    <Chip tone={look.tone} icon={look.icon} title={states[state]}>
      {look.word}
    </Chip>
  );
}

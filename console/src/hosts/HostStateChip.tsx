import type { Schemas } from "../api/client";
import { Chip, type Tone } from "../frame/Chip";
import type { IconName } from "../frame/Icon";

type State = Schemas["EnforcerState"];

export const hostStates: Readonly<Record<State, string>> = {
  connected: "connected",
  silent: "silent",
  revoked: "revoked",
};

const looks: Readonly<Record<State, { tone: Tone; icon: IconName; title: string }>> = {
  connected: { tone: "good", icon: "check", title: "The Enforcer reports" },
  silent: { tone: "bad", icon: "warning", title: "Nothing was heard for too long: what happens there is not known" },
  revoked: { tone: "quiet", icon: "refused", title: "The certificate was revoked: the Enforcer is not let in" },
};

export function HostStateChip({ state }: { state: State }) {
  const look = looks[state];
  return (
    <Chip tone={look.tone} icon={look.icon} title={look.title}>
      {hostStates[state]}
    </Chip>
  );
}

import { Drawer } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { Digest } from "../frame/Digest";
import { Facts } from "../frame/Facts";
import { Exact } from "../frame/Time";
import { AssetLink } from "../labels/AssetLink";
import { AllowThis } from "./AllowThis";
import type { Event } from "./EventTable";
import { OutcomeChip } from "./OutcomeChip";

/** Every field of one event, as it is sealed into the chain. */
export function EventDrawer({ event, close }: { event: Event | undefined; close: () => void }) {
  return (
    <Drawer
      opened={event !== undefined}
      onClose={close}
      position="right"
      size={620}
      title={event && `Event ${event.sequence}: ${event.type}`}
    >
      {event && <Fields event={event} close={close} />}
    </Drawer>
  );
}

function Fields({ event, close }: { event: Event; close: () => void }) {
  const details = Object.entries(event.details ?? {});
  return (
    <>
      <Facts facts={factsOf(event)} />
      <AllowThis event={event} close={close} />
      <h3>More events of the same</h3>
      <div style={{ display: "flex", flexWrap: "wrap", gap: "4px 14px" }}>
        {Object.entries(sameOf(event)).map(
          ([field, value]) =>
            value && (
              <Link key={field} to="/audit" search={{ [field]: value }} title={value} onClick={close}>
                {field}
              </Link>
            ),
        )}
      </div>
      {details.length > 0 && (
        <>
          <h3>Details</h3>
          {/* A list of their own: a detail that calls itself "Reason" must not take the place of the reason. */}
          <Facts facts={Object.fromEntries(details)} />
        </>
      )}
    </>
  );
}

const sameOf = (event: Event) => ({
  type: event.type,
  actor: event.actor,
  host: event.host,
  container: event.object.kind === "container" ? event.object.id : undefined,
  image: event.imageId ?? event.imageName,
  policy: event.policy,
});

function factsOf(event: Event): Record<string, ReactNode> {
  return {
    When: <Exact at={event.time} zone />,
    Received: <Exact at={event.receivedAt} zone />,
    Type: <code>{event.type}</code>,
    Outcome: <OutcomeChip outcome={event.outcome} />,
    Who: event.actor,
    "From where": event.source,
    "On which resource": <Resource {...event.object} />,
    Host: event.host ?? none,
    Image: event.imageId ? <Resource kind="image" id={event.imageId} name={event.imageName ?? event.imageId} /> : none,
    Policy: event.policy ? <AssetLink kind="policy" id={event.policy} name={event.policy} /> : none,
    Rule: event.rule ? <code>{event.rule}</code> : none,
    Reason: event.reason ?? none,
    Sequence: event.sequence,
    "Hash in the chain": <Digest value={event.hash} whole />,
  };
}

const none = <span className="dimmed">none</span>;

function Resource({ kind, id, name }: Event["object"]) {
  return (
    <>
      <AssetLink kind={kind} id={id} name={name || id} />
      <span className="dimmed mono">
        {kind} {id}
      </span>
    </>
  );
}

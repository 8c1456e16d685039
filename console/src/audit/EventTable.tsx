import type { Schemas } from "../api/client";
import { Exact, InZone } from "../frame/Time";
import { AssetLink } from "../labels/AssetLink";
import type { Column } from "../table/DataTable";
import { OutcomeChip } from "./OutcomeChip";

export type Event = Schemas["AuditEvent"];

/** The fields that PCI DSS asks of an audit event, and what decided. */
export const eventColumns = (show: (event: Event) => void): Column<Event>[] => [
  {
    header: <InZone>Time</InZone>,
    name: "Time",
    width: "152px",
    cell: event => (
      <button type="button" className="as-link" onClick={() => show(event)} title="All fields of this event">
        <Exact at={event.time} />
      </button>
    ),
  },
  { header: "Type", width: "19%", cell: event => <Cut text={event.type} /> },
  { header: "Outcome", width: "102px", cell: event => <OutcomeChip outcome={event.outcome} /> },
  { header: "Who", width: "18%", cell: event => <Cut text={event.actor} also={event.source} /> },
  {
    header: "On what, where",
    width: "17%",
    cell: event => (
      <>
        <AssetLink kind={event.object.kind} id={event.object.id} name={event.object.name || event.object.id} />
        <span className="cut dimmed" title={event.host}>
          {event.object.kind}
          {event.host && event.object.kind !== "host" && ` on ${event.host}`}
        </span>
      </>
    ),
  },
  { header: "Why", cell: event => <Why event={event} /> },
];

function Cut({ text, also }: { text: string; also?: string }) {
  return (
    <>
      <span className="cut" title={text}>
        {text}
      </span>
      {also && (
        <span className="cut dimmed" title={also}>
          {also}
        </span>
      )}
    </>
  );
}

function Why({ event }: { event: Event }) {
  const decided = [event.policy, event.rule].filter(Boolean).join(" / ");
  return (
    <>
      <span className="two-lines" title={event.reason}>
        {event.reason}
      </span>
      {decided && (
        <span className="cut dimmed" title={decided}>
          {decided}
        </span>
      )}
    </>
  );
}

import type { Schemas } from "../api/client";
import { Chip } from "../frame/Chip";
import { type Column, DataTable } from "../table/DataTable";
import { Empty } from "../frame/Empty";
import { type Capability, capabilityLook, purposeOf, strength, worstFirst } from "./capabilities";

/** How many of the protecting mechanisms are in place, in a row of the list. */
export function StrengthChip({ host, words = "" }: { host: Schemas["Host"]; words?: string }) {
  const { inPlace, all, sentence } = strength(host.capabilities);
  if (all === 0) {
    return (
      <Chip tone="warn" icon="question" title={sentence}>
        not reported
      </Chip>
    );
  }
  const full = inPlace === all;
  return (
    <Chip tone={full ? "good" : "warn"} icon={full ? "check" : "warning"} title={sentence}>
      {inPlace} of {all} {words}
    </Chip>
  );
}

/** Every mechanism with its state and why. */
export function StrengthTable({ host }: { host: Schemas["Host"] }) {
  return (
    <DataTable
      caption="Enforcement strength"
      columns={columns}
      rows={worstFirst(host.capabilities)}
      rowKey={capability => capability.name}
      empty={
        <Empty icon="question" title="Not reported yet">
          The Enforcer tells what it can do on this host when it connects for the first time.
        </Empty>
      }
    />
  );
}

const columns: Column<Capability>[] = [
  { header: "Mechanism", width: "260px", cell: capability => <span className="strong">{capability.name}</span> },
  {
    header: "State",
    width: "140px",
    cell: capability => {
      const look = capabilityLook[capability.state];
      return (
        <Chip tone={look.tone} icon={look.icon}>
          {look.words}
        </Chip>
      );
    },
  },
  {
    header: "What it does; why it is as it is",
    cell: capability => (
      <>
        {purposeOf(capability.name)}
        <div className="whole dimmed">{capability.detail}</div>
      </>
    ),
  },
];

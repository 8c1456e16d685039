import { TextInput } from "@mantine/core";
import { ChoiceFilter } from "../table/Filters";
import { fieldOf, utcField } from "./words";

interface Span {
  from?: string | undefined;
  to?: string | undefined;
}

const hours = { "1": "last hour", "24": "last 24 hours", "168": "last 7 days", between: "between…" } as const;

/**
 * A stretch of time. A choice such as `last hour` is turned into a fixed beginning at once: whoever gets the address of
 * this page later sees the same events.
 */
export function TimeFilter({ from, to, onChange }: Span & { onChange: (span: Span) => void }) {
  const chosen = from !== undefined || to !== undefined;
  const since = (span: number) => new Date(Date.now() - span * 3_600_000).toISOString();

  function choose(choice: keyof typeof hours | undefined) {
    if (choice === undefined) onChange({ from: undefined, to: undefined });
    else if (choice === "between") onChange({ from: since(24), to: since(0) });
    else onChange({ from: since(Number(choice)), to: undefined });
  }

  return (
    <>
      <ChoiceFilter
        label="Time"
        value={chosen ? "between" : undefined}
        choices={hours}
        otherwise="any"
        onChange={choose}
      />
      {chosen && (
        <>
          <Moment label="from (UTC)" value={from} onChange={next => onChange({ from: next, to })} />
          <Moment label="to (UTC)" value={to} onChange={next => onChange({ from, to: next })} />
        </>
      )}
    </>
  );
}

function Moment({ label, value, onChange }: MomentProps) {
  return (
    <label className="dimmed" style={{ display: "flex", alignItems: "center", gap: 6 }}>
      <span>{label}</span>
      <TextInput
        type="datetime-local"
        value={fieldOf(value)}
        onChange={event => onChange(utcField(event.currentTarget.value))}
      />
    </label>
  );
}

interface MomentProps {
  label: string;
  value: string | undefined;
  onChange: (value: string | undefined) => void;
}

import { TextInput } from "@mantine/core";
import { ChoiceFilter } from "../table/Filters";
import { asked, fieldOf, spans, utcField } from "./words";

interface Span {
  last?: keyof typeof spans | undefined;
  from?: string | undefined;
  to?: string | undefined;
}

const choices = { ...spans, between: "between…" } as const;

/** A stretch of time: one that ends now and goes with the time, or one between two moments, which stays as it is. */
export function TimeFilter({ last, from, to, onChange }: Span & { onChange: (span: Span) => void }) {
  const isFixed = !last && (from !== undefined || to !== undefined);

  function choose(choice: keyof typeof choices | undefined) {
    const now = new Date().toISOString();
    if (choice === "between") onChange({ last: undefined, from: asked<Span>({ last: last ?? "day" }).from, to: now });
    else onChange({ last: choice, from: undefined, to: undefined });
  }

  return (
    <>
      <ChoiceFilter
        label="Time"
        value={isFixed ? "between" : last}
        choices={choices}
        otherwise="any"
        onChange={choose}
      />
      {isFixed && (
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

import { Button, NativeSelect, TextInput } from "@mantine/core";
import { useDebouncedCallback } from "@mantine/hooks";
import { type ReactNode, useEffect, useRef, useState } from "react";
import { Icon } from "../frame/Icon";
import classes from "./Filters.module.css";

/** The row of filters above a list. What they say stands in the address, so a filtered list can be sent to a colleague. */
export function Filters({ children, clear }: { children: ReactNode; clear?: (() => void) | undefined }) {
  return (
    <div className={`${classes.filters} not-printed`} role="search">
      {children}
      {clear && (
        <Button variant="subtle" size="compact-sm" leftSection={<Icon name="close" size={13} />} onClick={clear}>
          Clear filters
        </Button>
      )}
    </div>
  );
}

/** Words that must occur; takes effect shortly after the last key. */
export function WordsFilter({ value, onChange, placeholder }: WordsFilterProps) {
  const [text, setText] = useState(value ?? "");
  const sent = useRef(value ?? "");
  const send = useDebouncedCallback((next: string) => {
    sent.current = next;
    onChange(next || undefined);
  }, 300);
  // A change from outside, such as "Clear filters" or the browser's way back.
  useEffect(() => {
    if ((value ?? "") !== sent.current) {
      sent.current = value ?? "";
      setText(value ?? "");
    }
  }, [value]);
  return (
    <TextInput
      type="search"
      aria-label={placeholder}
      placeholder={placeholder}
      maxLength={200}
      className={classes.words}
      leftSection={<Icon name="search" />}
      value={text}
      onChange={event => {
        setText(event.currentTarget.value);
        send(event.currentTarget.value.trim());
      }}
    />
  );
}

interface WordsFilterProps {
  value: string | undefined;
  onChange: (value: string | undefined) => void;
  placeholder: string;
}

/** One of a few values, or none of them. */
export function ChoiceFilter<V extends string>(props: ChoiceFilterProps<V>) {
  const { label, value, choices, otherwise = "all", onChange } = props;
  return (
    <label className={classes.choice}>
      <span>{label}</span>
      <NativeSelect
        value={value ?? ""}
        onChange={event => onChange((event.currentTarget.value || undefined) as V | undefined)}
        data={[
          { value: "", label: otherwise },
          ...Object.entries(choices).map(([choice, words]) => ({ value: choice, label: String(words) })),
        ]}
      />
    </label>
  );
}

interface ChoiceFilterProps<V extends string> {
  label: string;
  value: V | undefined;
  /** Each value with the words for it. */
  choices: Readonly<Record<V, string>>;
  /** The words for none of them. */
  otherwise?: string;
  onChange: (value: V | undefined) => void;
}

/** A filter that came with a link from another page. */
export function Only({ what, leave }: { what: string; leave: () => void }) {
  return (
    <Button variant="light" size="compact-sm" rightSection={<Icon name="close" size={13} />} onClick={leave}>
      only {what}
    </Button>
  );
}

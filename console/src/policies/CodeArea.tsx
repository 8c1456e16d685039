import { useRef } from "react";
import type { Schemas } from "../api/client";
import classes from "./CodeArea.module.css";

type Mistake = Schemas["PolicyReading"]["mistakes"][number];

interface CodeAreaProps {
  label: string;
  text: string;
  change: (text: string) => void;
  mistakes: readonly Mistake[];
  readOnly: boolean;
}

/** A text with its lines numbered, and what is wrong with it; a mistake leads to its line. */
export function CodeArea({ label, text, change, mistakes, readOnly }: CodeAreaProps) {
  const area = useRef<HTMLTextAreaElement>(null);
  const lines = text.split("\n");
  const wrong = new Set(mistakes.map(mistake => mistake.line));

  function goTo({ line, column }: Mistake) {
    const place = lines.slice(0, Math.max(0, line - 1)).join("\n").length + (line > 1 ? 1 : 0);
    area.current?.focus();
    area.current?.setSelectionRange(place + Math.max(0, column - 1), place + (lines[line - 1]?.length ?? 0));
  }

  return (
    <>
      <div className={classes.code}>
        <div className={classes.numbers} aria-hidden>
          {lines.map((_, index) => (
            // oxlint-disable-next-line react/no-array-index-key
            <div key={index} data-wrong={wrong.has(index + 1)}>
              {index + 1}
            </div>
          ))}
        </div>
        <textarea
          ref={area}
          aria-label={label}
          aria-invalid={mistakes.length > 0}
          className={classes.text}
          rows={lines.length}
          wrap="off"
          maxLength={262_144}
          spellCheck={false}
          autoCapitalize="off"
          readOnly={readOnly}
          value={text}
          onChange={event => change(event.currentTarget.value)}
        />
      </div>
      <ul className={classes.mistakes} aria-label="Mistakes" aria-live="polite">
        {mistakes.map(mistake => (
          <li key={`${mistake.line} ${mistake.column} ${mistake.sentence}`} className="whole">
            {mistake.line === 0 ? (
              mistake.sentence
            ) : (
              <button type="button" onClick={() => goTo(mistake)}>
                Line {mistake.line}, column {mistake.column}: {mistake.sentence}
              </button>
            )}
          </li>
        ))}
      </ul>
    </>
  );
}

import { Modal } from "@mantine/core";
import { type KeyboardEvent, useId, useState } from "react";
import { Icon } from "../frame/Icon";
import { type Command, matching } from "./commands";
import { Keys } from "./Keys";
import classes from "./Palette.module.css";

interface PaletteProps {
  opened: boolean;
  close: () => void;
  commands: readonly Command[];
  /** What can be done with the words themselves; stands below the commands. */
  withWords: (text: string) => readonly Command[];
}

/** Goes anywhere by typing a part of its name (WAI-ARIA "combobox" with a list that is always there). */
export function Palette({ opened, close, ...what }: PaletteProps) {
  return (
    <Modal.Root opened={opened} onClose={close} size={560} yOffset="12vh" transitionProps={{ duration: 0 }}>
      <Modal.Overlay />
      <Modal.Content aria-label="Search or go to">
        <Modal.Body p={0}>{opened && <Choice close={close} {...what} />}</Modal.Body>
      </Modal.Content>
    </Modal.Root>
  );
}

const focus = (field: HTMLElement | null) => field?.focus();

function Choice({ close, commands, withWords }: Omit<PaletteProps, "opened">) {
  const list = useId();
  const [text, setText] = useState("");
  const [chosen, setChosen] = useState(0);
  const found = [...matching(commands, text), ...withWords(text)];
  const act = (command: Command | undefined) => {
    if (!command) return;
    close();
    command.act();
  };
  const press = (event: KeyboardEvent) => {
    const step = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
    if (step !== 0 && found.length > 0) setChosen((chosen + step + found.length) % found.length);
    else if (event.key === "Enter") act(found[chosen]);
    else return;
    event.preventDefault();
  };
  return (
    <>
      <div className={classes.head}>
        <Icon name="search" />
        <input
          className={classes.input}
          data-autofocus
          // At once, for the next letter may be typed already.
          ref={focus}
          role="combobox"
          aria-expanded
          aria-controls={list}
          aria-activedescendant={found.length > 0 ? `${list}-${chosen}` : undefined}
          aria-label="Search or go to"
          placeholder="Search or go to…"
          maxLength={200}
          autoComplete="off"
          spellCheck={false}
          value={text}
          onChange={event => {
            setText(event.currentTarget.value);
            setChosen(0);
          }}
          onKeyDown={press}
        />
        <Keys keys="Esc" />
      </div>
      <div id={list} role="listbox" aria-label="What was found" className={classes.list}>
        {found.map((command, index) => (
          // The keyboard stays in the field above, which says which one is chosen.
          // oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/interactive-supports-focus
          <div
            key={command.id}
            id={`${list}-${index}`}
            role="option"
            aria-selected={index === chosen}
            className={classes.option}
            ref={row => {
              if (index === chosen) row?.scrollIntoView({ block: "nearest" });
            }}
            onMouseMove={() => setChosen(index)}
            onClick={() => act(command)}
          >
            <Icon name={command.icon} />
            <span className="cut">{command.label}</span>
            {command.keys && <Keys keys={command.keys} />}
          </div>
        ))}
      </div>
      {found.length === 0 && <div className={classes.nothing}>Nothing of that name.</div>}
    </>
  );
}

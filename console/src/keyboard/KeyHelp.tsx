import { Modal } from "@mantine/core";
import type { Section } from "../frame/navigation";
import { Keys } from "./Keys";
import classes from "./Palette.module.css";

const everywhere = [
  ["Ctrl+K", "Search, or go anywhere by its name"],
  ["/", "Search in the list on the screen"],
  ["j", "Next row of a list"],
  ["k", "Previous row of a list"],
  ["Enter", "Open the row"],
  ["?", "This help"],
  ["Esc", "Close what is open"],
] as const;

/** All keys that the console knows. */
export function KeyHelp({ opened, close, sections }: { opened: boolean; close: () => void; sections: Section[] }) {
  const places = sections.flatMap(section => section.entries);
  return (
    <Modal opened={opened} onClose={close} title="Keyboard" size="lg">
      <div className={classes.help}>
        <Table caption="Everywhere" rows={everywhere} />
        <Table caption="Go to" rows={places.map(entry => [`g ${entry.letter}`, entry.label] as const)} />
      </div>
    </Modal>
  );
}

function Table({ caption, rows }: { caption: string; rows: readonly (readonly [string, string])[] }) {
  return (
    <table className={classes.helpTable}>
      <caption>{caption}</caption>
      <tbody>
        {rows.map(([keys, does]) => (
          <tr key={keys}>
            <th scope="row">
              <Keys keys={keys} />
            </th>
            <td>{does}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

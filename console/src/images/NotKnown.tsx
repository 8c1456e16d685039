import { Link } from "@tanstack/react-router";
import type { Schemas } from "../api/client";
import { Chip, type Tone } from "../frame/Chip";
import { Empty } from "../frame/Empty";
import { Icon } from "../frame/Icon";
import { Panel } from "../frame/Page";
import { type Column, DataTable } from "../table/DataTable";
import { isIncomplete, type Unknown, unknownCounts, type UnknownKind, unknownKinds, unknownsOf } from "./unknowns";
import classes from "./Violations.module.css";
import { isKnown } from "./words";

type Detail = Schemas["ImageDetail"];

/** The box that keeps silence from being taken for safety; absent where nothing is unknown. */
export function NotKnownBox({ image }: { image: Detail }) {
  const counts = unknownCounts(image);
  if (!isKnown(image) || (counts.length === 0 && image.notes.length === 0)) return null;
  return (
    <section
      className={`${classes.box} prose`}
      data-tone={isIncomplete(image) ? "warn" : "wait"}
      aria-label="Not known"
    >
      <div className={classes.head}>
        <Icon name="question" size={18} />
        <h2>{isIncomplete(image) ? "Not everything is known: the scan is incomplete" : "Not everything is known"}</h2>
        <span>{counts.join(", ")}</span>
        <Link from="/images/$imageId" to="." search={{ tab: "unknown" }} replace className="not-printed">
          What and why
        </Link>
      </div>
      {image.notes.length > 0 && (
        <ul className={classes.list}>
          {image.notes.slice(0, NOTES_SHOWN).map(note => (
            <li key={note} className="whole">
              {note}
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

/** The others are in the list. */
const NOTES_SHOWN = 2;

/** All that is not known, one by one. */
export function NotKnownTab({ image }: { image: Detail }) {
  return (
    <Panel flush>
      <DataTable
        caption="What is not known"
        columns={columns}
        rows={unknownsOf(image)}
        rowKey={each => `${each.kind} ${each.what} ${each.path} ${each.detail}`}
        empty={isKnown(image) ? <AllKnown image={image} /> : nobodyLooked}
      />
    </Panel>
  );
}

const nobodyLooked = (
  <Empty icon="question" title="Nothing is known yet">
    The image has not been scanned.
  </Empty>
);

function AllKnown({ image }: { image: Detail }) {
  return (
    <Empty icon="check" title="The scan saw everything it looks for">
      The advisories cover every package it found.{" "}
      {image.unknownExecutables === undefined &&
        "Programs that nobody recognises were not counted here when it was scanned; a new scan counts them."}
    </Empty>
  );
}

const tones: Readonly<Record<UnknownKind, Tone>> = {
  gap: "warn",
  "not-assessed": "warn",
  "no-source": "wait",
  "unknown-content": "wait",
  note: "quiet",
};

const columns: Column<Unknown>[] = [
  {
    header: "Kind",
    width: "140px",
    cell: each => <Chip tone={tones[each.kind]}>{unknownKinds[each.kind]}</Chip>,
  },
  { header: "What", width: "19%", cell: each => <code className="whole">{each.what}</code> },
  { header: "Detail", cell: each => <span className="whole">{each.detail}</span> },
  { header: "Where", width: "26%", cell: each => <Where unknown={each} /> },
];

function Where({ unknown }: { unknown: Unknown }) {
  switch (unknown.kind) {
    case "gap":
      return <span className="mono whole">{unknown.path}</span>;
    case "not-assessed":
    case "no-source":
      return (
        <Link from="/images/$imageId" to="." search={{ tab: "packages", assessed: "no" }} replace>
          Packages not assessed
        </Link>
      );
    case "unknown-content":
    case "note":
      return null;
  }
}

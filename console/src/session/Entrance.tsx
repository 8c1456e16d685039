import type { ReactNode } from "react";
import { Mark } from "../frame/Mark";
import classes from "./Entrance.module.css";

/** The pages before the frame: the mark, a title, one form. */
export function Entrance({ title, children }: { title: string; children: ReactNode }) {
  return (
    <main className={classes.entrance}>
      <div className={classes.brand}>
        <Mark size={40} />
        <span>Plimsoll</span>
      </div>
      <div className={classes.card}>
        <h1>{title}</h1>
        {children}
      </div>
    </main>
  );
}

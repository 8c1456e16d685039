import type { ReactNode } from "react";
import classes from "./Chip.module.css";
import { Icon, type IconName } from "./Icon";

export type Tone = "good" | "warn" | "bad" | "wait" | "quiet";

/** A state in one word: the tone is never the only sign, so the word and mostly an icon stand in it. */
export function Chip({ tone, icon, title, children }: ChipProps) {
  return (
    <span className={classes.chip} data-tone={tone} title={title}>
      {icon && <Icon name={icon} size={13} />}
      <span>{children}</span>
    </span>
  );
}

interface ChipProps {
  tone: Tone;
  icon?: IconName;
  title?: string | undefined;
  children: ReactNode;
}

import type { LinkProps } from "@tanstack/react-router";
import type { ReactNode } from "react";
import type { Tone } from "../frame/Chip";
import { Icon, type IconName } from "../frame/Icon";
import { Lead } from "../frame/Lead";
import classes from "./Dashboard.module.css";

interface TileProps {
  title: string;
  value: ReactNode;
  /** What the number means, or what to do about it. */
  note: string;
  /** Only what needs somebody stands out. */
  tone: Tone;
  icon: IconName;
  link: LinkProps;
}

/** One number that matters today; leads to the list behind it, if one may open that. */
export function Tile({ title, value, note, tone, icon, link }: TileProps) {
  return (
    <Lead link={link} className={classes.tile} data-tone={tone}>
      <span className={classes.tileTitle}>
        <Icon name={icon} size={14} />
        {title}
      </span>
      <span className={classes.value}>{value}</span>
      <span className="dimmed">{note}</span>
    </Lead>
  );
}

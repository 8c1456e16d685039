/** What a key means, apart from the browser: `g` and a letter go somewhere, others act at once. */
export type Meaning =
  | { does: "go"; to: string }
  | { does: "palette" | "help" | "search" | "next" | "previous" }
  /** The first half of two keys. */
  | { does: "wait" }
  | undefined;

export interface Pressed {
  key: string;
  ctrlKey: boolean;
  metaKey: boolean;
  altKey: boolean;
}

/** How long the second of two keys may take, in milliseconds. */
export const PATIENCE = 1_500;

/**
 * @param writing whether the focus stands where letters are written; then only Ctrl+K means anything
 * @param waiting whether `g` was pressed before
 * @param places the letters that lead somewhere
 */
export function meaning(
  pressed: Pressed,
  writing: boolean,
  waiting: boolean,
  places: ReadonlyMap<string, string>,
): Meaning {
  const key = pressed.key.toLowerCase();
  if (key === "k" && (pressed.ctrlKey || pressed.metaKey) && !pressed.altKey) return { does: "palette" };
  if (writing || pressed.ctrlKey || pressed.metaKey || pressed.altKey) return undefined;
  if (waiting) {
    const to = places.get(key);
    return to === undefined ? undefined : { does: "go", to };
  }
  switch (pressed.key) {
    case "g":
      return { does: "wait" };
    case "/":
      return { does: "search" };
    case "?":
      return { does: "help" };
    case "j":
      return { does: "next" };
    case "k":
      return { does: "previous" };
    default:
      return undefined;
  }
}

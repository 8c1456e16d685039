/** What can be reached in a row of a list: its first link or button. */
const REACHABLE = "a[href], button:not([disabled])";

/** Moves the focus to the next or previous row of the lists on the screen; stays at the last one. */
export function moveInRows(root: ParentNode, step: 1 | -1) {
  const targets = [...root.querySelectorAll("tbody tr")]
    .map(row => row.querySelector<HTMLElement>(REACHABLE))
    .filter(target => target !== null);
  const here = targets.findIndex(target => target.closest("tr")!.contains(document.activeElement));
  const next = here < 0 ? (step > 0 ? 0 : targets.length - 1) : here + step;
  const target = targets[next];
  target?.focus();
  target?.scrollIntoView({ block: "nearest" });
}

/** Puts the focus into the first search field of the screen. */
export function focusSearch(root: ParentNode) {
  root.querySelector<HTMLInputElement>("input[type=search]")?.focus();
}

/** Whether letters that are typed now are text of somebody's. */
export function isWriting(focused: Element | null): boolean {
  return (
    focused instanceof HTMLElement && (focused.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(focused.tagName))
  );
}

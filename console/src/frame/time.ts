/** `2026-11-23 19:44:05`: evidence is read in one time zone, which the column or the title names. */
export function utc(at: string): string {
  const date = new Date(at);
  return Number.isNaN(date.getTime()) ? at : date.toISOString().slice(0, 19).replace("T", " ");
}

const steps: readonly [seconds: number, unit: string][] = [
  [86_400, "d"],
  [3_600, "h"],
  [60, "min"],
];

/** `4 min ago`, `3 d ago`; a clock that runs ahead reads `just now`. */
export function ago(at: string, now: Date = new Date()): string {
  const span = duration(at, now);
  return span === "" ? "just now" : `${span} ago`;
}

/** `4 min`, `3 d`: the whole units between two times; empty below a minute. */
export function duration(from: string, to: Date): string {
  const seconds = Math.floor((to.getTime() - new Date(from).getTime()) / 1_000);
  for (const [size, unit] of steps) {
    if (seconds >= size) return `${Math.floor(seconds / size)} ${unit}`;
  }
  return "";
}

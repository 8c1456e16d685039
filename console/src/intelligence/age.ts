import type { Schemas } from "../api/client";
import { duration } from "../frame/time";
import type { Tone } from "../frame/Chip";

/** The catalogue's parameter feedAge: older advisories prove nothing about today. */
const FRESH_HOURS = 24;

/** How old the advisories are, in words and as a tone. */
export function ageOf(intelligence: Schemas["Intelligence"], now: Date): { words: string; tone: Tone; advice: string } {
  if (intelligence.state === "none" || !intelligence.builtAt) {
    return { words: "none", tone: "bad", advice: "Nothing can be matched: import a bundle." };
  }
  const hours = (now.getTime() - new Date(intelligence.builtAt).getTime()) / 3_600_000;
  const words = duration(intelligence.builtAt, now) || "just built";
  return hours > FRESH_HOURS
    ? { words, tone: "warn", advice: "Older than a day: what was published since is not known here." }
    : { words, tone: "good", advice: "The advisories are of today." };
}

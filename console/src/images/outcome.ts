import type { Schemas } from "../api/client";
import { counted } from "../frame/numbers";

export type Outcome = Schemas["SelectionOutcome"];

/** An image as the actions know it. */
export interface Chosen {
  id: string;
  name: string;
}

/** `Rescan asked for 3 images.` */
export function done(outcome: Outcome, what: string): string {
  return outcome.done === 0 ? "Nothing was done." : `${what}: ${counted(outcome.done, "image")}.`;
}

/** Each refusal with the name of its image. */
export function refusals(outcome: Outcome, images: readonly Chosen[]): { id: string; name: string; detail: string }[] {
  const names = new Map(images.map(image => [image.id, image.name]));
  return outcome.failed.map(({ id, detail }) => ({ id, name: names.get(id) ?? id, detail }));
}

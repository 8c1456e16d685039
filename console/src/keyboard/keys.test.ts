import { describe, expect, test } from "vitest";
import { sections } from "../frame/navigation";
import { meaning, type Pressed } from "./keys";

const places = new Map([["i", "/images"]]);
const press = (key: string, held: Partial<Pressed> = {}): Pressed => ({
  key,
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  ...held,
});

describe("a key", () => {
  test("opens the palette with Ctrl or Command, also while somebody writes", () => {
    expect(meaning(press("k", { ctrlKey: true }), true, false, places)).toEqual({ does: "palette" });
    expect(meaning(press("K", { metaKey: true }), false, false, places)).toEqual({ does: "palette" });
  });

  test("means nothing while somebody writes, or together with keys of the browser", () => {
    for (const key of ["g", "/", "?", "j", "k"]) {
      expect(meaning(press(key), true, false, places), key).toBeUndefined();
      expect(meaning(press(key, { altKey: true }), false, false, places), key).toBeUndefined();
    }
    expect(meaning(press("j", { ctrlKey: true }), false, false, places)).toBeUndefined();
  });

  test("goes somewhere as the second of two, and nowhere with a letter that nothing has", () => {
    expect(meaning(press("g"), false, false, places)).toEqual({ does: "wait" });
    expect(meaning(press("i"), false, true, places)).toEqual({ does: "go", to: "/images" });
    expect(meaning(press("j"), false, true, places)).toBeUndefined();
    expect(meaning(press("i"), false, false, places)).toBeUndefined();
  });
});

test("no two screens have one letter", () => {
  const letters = sections.flatMap(section => section.entries.map(entry => entry.letter));
  expect(new Set(letters).size).toBe(letters.length);
});

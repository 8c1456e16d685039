import { useEffect, useRef } from "react";
import { meaning, PATIENCE } from "./keys";
import { focusSearch, isWriting, moveInRows } from "./rows";

interface Uses {
  /** Letters after `g`, with where they lead. */
  places: ReadonlyMap<string, string>;
  go: (to: string) => void;
  palette: () => void;
  help: () => void;
}

/** Listens to the keyboard of the whole console. Behind an open dialog keys belong to the dialog. */
export function useKeys(uses: Uses) {
  const now = useRef(uses);
  useEffect(() => {
    now.current = uses;
  });
  useEffect(() => {
    let since = -Infinity;
    const press = (event: KeyboardEvent) => {
      if (event.defaultPrevented || document.querySelector("[role=dialog]")) return;
      const waiting = event.timeStamp - since < PATIENCE;
      const found = meaning(event, isWriting(document.activeElement), waiting, now.current.places);
      since = found?.does === "wait" ? event.timeStamp : -Infinity;
      if (!found || found.does === "wait") return;
      event.preventDefault();
      const content = document.getElementById("content") ?? document;
      if (found.does === "go") now.current.go(found.to);
      else if (found.does === "search") focusSearch(content);
      else if (found.does === "next") moveInRows(content, 1);
      else if (found.does === "previous") moveInRows(content, -1);
      else now.current[found.does]();
    };
    window.addEventListener("keydown", press);
    return () => window.removeEventListener("keydown", press);
  }, []);
}

import { useEffect, useState } from "react";

/** Further down than this, somebody reads. */
const TOP = 160;

/**
 * Whether new events may take their place on top of the list now: it was not switched off, and nobody reads further down
 * or in an event.
 */
export function useFollow(reading: boolean) {
  const [wanted, want] = useState(true);
  const [scrolled, setScrolled] = useState(false);
  useEffect(() => {
    const look = () => setScrolled(window.scrollY > TOP);
    window.addEventListener("scroll", look, { passive: true });
    return () => window.removeEventListener("scroll", look);
  }, []);
  const following = wanted && !scrolled && !reading;
  return { wanted, want, following };
}

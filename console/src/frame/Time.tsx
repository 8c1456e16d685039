import { type ReactNode, useEffect, useState } from "react";
import { ago, exact, shown, zoneAt } from "./time";
import { useZone, zoneWords } from "./zone";

/** The time, to the minute: what a screen says about ages stays true while it stands. */
export function useNow(): Date {
  const [now, setNow] = useState(() => new Date());
  useEffect(() => {
    const timer = setInterval(() => setNow(new Date()), 60_000);
    return () => clearInterval(timer);
  }, []);
  return now;
}

/** `4 min ago`, with the exact time in the title. */
export function Ago({ at, missing = "never" }: { at?: string | undefined; missing?: string }) {
  useZone();
  if (!at) return <span className="dimmed">{missing}</span>;
  return (
    <time dateTime={at} title={exact(at)} className="number" style={{ whiteSpace: "nowrap" }}>
      {ago(at)}
    </time>
  );
}

/** The day, with the exact time in the title. */
export function Day({ at }: { at: string }) {
  const zone = useZone();
  return (
    <time dateTime={at} title={exact(at)} className="number">
      {shown(at, zone).slice(0, 10)}
    </time>
  );
}

/** The exact time, in the zone that the person chose. */
export function Exact({ at, zone: named = false }: { at: string; zone?: boolean }) {
  const zone = useZone();
  return (
    <time dateTime={at} className="number" style={{ whiteSpace: "nowrap" }} title={exact(at)}>
      {shown(at, zone)}
      {named && ` ${zone === "utc" ? "UTC" : zoneAt(at)}`}
    </time>
  );
}

/** A heading of times: `Time (UTC)`, `Time (local)`. */
export function InZone({ children }: { children: ReactNode }) {
  return (
    <>
      {children} ({zoneWords[useZone()]})
    </>
  );
}

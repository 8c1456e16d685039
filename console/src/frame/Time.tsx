import { useEffect, useState } from "react";
import { ago, utc } from "./time";

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
  if (!at) return <span className="dimmed">{missing}</span>;
  return (
    <time dateTime={at} title={`${utc(at)} UTC`} className="number" style={{ whiteSpace: "nowrap" }}>
      {ago(at)}
    </time>
  );
}

/** The day, with the exact time in the title. */
export function Day({ at }: { at: string }) {
  return (
    <time dateTime={at} title={`${utc(at)} UTC`} className="number">
      {utc(at).slice(0, 10)}
    </time>
  );
}

/** The exact time, in UTC. */
export function Utc({ at, zone = false }: { at: string; zone?: boolean }) {
  return (
    <time dateTime={at} className="number" style={{ whiteSpace: "nowrap" }}>
      {utc(at)}
      {zone && " UTC"}
    </time>
  );
}

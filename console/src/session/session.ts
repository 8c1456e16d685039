import { useSyncExternalStore } from "react";

/** Why there is no session any more; the login page says it. */
export type SessionEnd = "expired" | "logged-out";

const KEY = "plimsoll-session";

// sessionStorage lets a reload keep the session; it ends with the tab and is never sent by the browser on its own.
let token = read();
let end: SessionEnd | undefined;
const listeners = new Set<() => void>();

function read(): string | undefined {
  try {
    return sessionStorage.getItem(KEY) ?? undefined;
  } catch {
    return undefined;
  }
}

function change(next: string | undefined, reason: SessionEnd | undefined) {
  token = next;
  end = reason;
  try {
    if (next) sessionStorage.setItem(KEY, next);
    else sessionStorage.removeItem(KEY);
  } catch {
    // Storage is closed to us: the session then ends with the page.
  }
  listeners.forEach(listener => listener());
}

export const sessionToken = () => token;

/** Absent while a session runs, and before the first one. */
export const sessionEnd = () => end;

export const startSession = (next: string) => change(next, undefined);

export function endSession(reason: SessionEnd) {
  if (token) change(undefined, reason);
}

export function onSessionChange(listener: () => void) {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Renders anew when a session starts or ends. */
export function useSessionToken() {
  return useSyncExternalStore(onSessionChange, sessionToken);
}

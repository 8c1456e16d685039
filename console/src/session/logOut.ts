import { api } from "../api/client";
import { endSession, type SessionEnd } from "./session";

/** Ends the session at the server; whatever that says, this browser forgets it. */
export async function logOut(reason: SessionEnd) {
  await api.DELETE("/sessions/current").catch(() => undefined);
  endSession(reason);
}

import type { Schemas } from "../api/client";
import { counted } from "../frame/numbers";

/** The server counts no further. */
const MOST = 100;

/** `3 unread`; nobody counts more than a hundred. */
export function unreadInWords(unread: number): string {
  if (unread === 0) return "none unread";
  return unread >= MOST ? `${MOST} or more unread` : `${unread} unread`;
}

/** What happened, in one sentence. */
export function happened({ kind, images, runningContainers, imageName }: Schemas["Notification"]): string {
  const where = images === 1 ? imageName : `${imageName} and ${counted(images - 1, "more image")}`;
  const running = `${counted(runningContainers, "running container")} of ${where}`;
  return kind === "found" ? `Newly found in ${running}` : `Ranked higher than before, in ${running}`;
}

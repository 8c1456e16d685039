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
export function happened(told: Schemas["Notification"]): string {
  const { kind, images, runningContainers, imageName } = told;
  if (kind === "exception-ends") {
    const uses =
      images === 0
        ? "no image on a host makes use of it"
        : `${counted(images, "image")} on hosts will be judged without it`;
    return `The exception ends on ${told.expiry}: ${uses}`;
  }
  const where = images === 1 ? imageName : `${imageName} and ${counted(images - 1, "more image")}`;
  const running = `${counted(runningContainers, "running container")} of ${where}`;
  return kind === "found" ? `Newly found in ${running}` : `Ranked higher than before, in ${running}`;
}

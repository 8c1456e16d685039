import type { Schemas } from "../../src/api/client";
import { BUNDLE } from "./images";
import { hoursAgo, minutesAgo } from "./time";

type Notification = Schemas["Notification"];

/** The newest first, without what each reader has seen of them. */
export function makeNotifications(images: readonly Schemas["ImageDetail"][]): Omit<Notification, "read">[] {
  const shop = { imageId: images[0]!.id, imageName: images[0]!.names[0]!, bundle: BUNDLE };
  return [
    {
      ...shop,
      number: 32,
      at: minutesAgo(4),
      kind: "found",
      vulnerability: "CVE-2021-44228",
      title: "Log4j looks names up in log messages: remote code execution",
      severity: "critical",
      images: 44,
      runningContainers: 212,
    },
    {
      number: 31,
      at: hoursAgo(6),
      kind: "exception-ends",
      vulnerability: "CVE-2020-8203",
      title: "The function is not reached; the update comes with the next release",
      images: 3,
      runningContainers: 0,
      exceptionId: "00000000-0000-4000-8000-000000000001",
      expiry: new Date(Date.now() + 7 * 86_400_000).toISOString().slice(0, 10),
    },
    {
      ...shop,
      number: 30,
      at: hoursAgo(9),
      kind: "raised",
      vulnerability: "CVE-2021-23337",
      title: "Command injection through the template function",
      severity: "high",
      images: 1,
      runningContainers: 2,
    },
    ...Array.from({ length: 29 }, (_, index) => ({
      ...shop,
      number: 29 - index,
      at: hoursAgo(30 + index),
      kind: "found" as const,
      vulnerability: `CVE-2025-${1_000 + index}`,
      title: "A parser of libxml2 reads past the end of a buffer",
      severity: "high" as const,
      images: 1 + index,
      runningContainers: 3 + index,
    })),
  ];
}

/** What the reader has seen of them, in a page as the server cuts it. */
export const seenBy = (notifications: readonly Omit<Notification, "read">[], upTo: number): Notification[] =>
  notifications.map(each => ({ ...each, read: each.number <= upTo }));

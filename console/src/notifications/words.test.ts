import { expect, test } from "vitest";
import type { Schemas } from "../api/client";
import { happened, unreadInWords } from "./words";

const told: Schemas["Notification"] = {
  number: 1,
  at: "2026-11-29T06:00:00Z",
  kind: "found",
  vulnerability: "CVE-1",
  title: "",
  severity: "high",
  images: 1,
  runningContainers: 1,
  imageId: "sha256:1",
  imageName: "shop/web:1",
  bundle: "sha256:2",
  read: false,
};

test("says what happened and where", () => {
  expect(happened(told)).toBe("Newly found in 1 running container of shop/web:1");
  expect(happened({ ...told, kind: "raised", images: 3, runningContainers: 12 })).toBe(
    "Ranked higher than before, in 12 running containers of shop/web:1 and 2 more images",
  );
});

test("says when an exception ends and for how many images", () => {
  const ending = {
    ...told,
    kind: "exception-ends" as const,
    exceptionId: "e1",
    expiry: "2026-12-06",
    imageName: undefined,
  };
  expect(happened({ ...ending, images: 3 })).toBe(
    "The exception ends on 2026-12-06: 3 images on hosts will be judged without it",
  );
  expect(happened({ ...ending, images: 0 })).toBe(
    "The exception ends on 2026-12-06: no image on a host makes use of it",
  );
});

test("counts as far as the server does", () => {
  expect([0, 1, 99, 100].map(unreadInWords)).toEqual(["none unread", "1 unread", "99 unread", "100 or more unread"]);
});

import { expect, test } from "vitest";
import { draftOf, formOf } from "./draft";
import { interval } from "./words";

test("an empty form sends no password, no limit, and lists with nothing in them", () => {
  const draft = draftOf(formOf());
  expect(draft).not.toHaveProperty("password");
  expect(draft).not.toHaveProperty("newest");
  expect(draft.repositoriesIn).toEqual([]);
  expect(draft.everyMinutes).toBe(60);
});

test("a session token is sent with an access key of ECR only", () => {
  const typed = { ...formOf(), kind: "ecr", user: "AKIAIOSFODNN7EXAMPLE", password: "s", sessionToken: "t" } as const;
  expect(draftOf(typed)).toMatchObject({ user: typed.user, password: "s", sessionToken: "t" });
  expect(draftOf({ ...typed, user: "AWS" })).not.toHaveProperty("sessionToken");
  expect(draftOf({ ...typed, kind: "oci" })).not.toHaveProperty("sessionToken");
});

test("patterns may stand in lines, with spaces or commas between them", () => {
  const draft = draftOf({ ...formOf(), tagsIn: " v*\n\n1.*, 2.* ", newest: " 5 ", address: " docker.io " });
  expect(draft.tagsIn).toEqual(["v*", "1.*", "2.*"]);
  expect(draft.newest).toBe(5);
  expect(draft.address).toBe("docker.io");
});

test("what is shown of a registry is sent again unchanged", () => {
  const draft = { ...draftOf(formOf()), name: "hub", kind: "docker-hub", named: ["library/nginx", "a/b"] } as const;
  const registry = { ...draft, named: [...draft.named], id: "", hasPassword: true } as never;
  expect(draftOf(formOf(registry))).toEqual(draft);
});

test("how often it is listed is said in the largest unit", () => {
  expect([undefined, 5, 60, 90, 1440, 2880].map(interval)).toEqual([
    "when asked",
    "every 5 minutes",
    "every hour",
    "every 90 minutes",
    "every day",
    "every 2 days",
  ]);
});

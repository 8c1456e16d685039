import { expect, test } from "vitest";
import { loginSearch } from "./loginSearch";

test("goes on where the person was", () => {
  expect(loginSearch({ next: "/images?query=shop" })).toEqual({ next: "/images?query=shop" });
});

test.each(["//evil.example", "/\\evil.example", "https://evil.example", "javascript:alert(1)", "images", "", 7, null])(
  "%j leads nowhere else",
  next => expect(loginSearch({ next })).toEqual({}),
);

import { expect, test } from "vitest";
import { bytes, counted, shortDigest } from "./numbers";

test.each([
  [0, "0 B"],
  [999, "999 B"],
  [1_000, "1.0 kB"],
  [123_456_789, "123 MB"],
  [2_500_000_000, "2.5 GB"],
  [9e15, "9000 TB"],
])("%d bytes are %s", (value, words) => expect(bytes(value)).toBe(words));

test("counts in words, with thousands apart", () => {
  expect(counted(1, "policy", "policies")).toBe("1 policy");
  expect(counted(0, "image")).toBe("0 images");
  expect(counted(1_234, "image")).toBe("1,234 images");
});

test("shortens a digest to what people compare", () => {
  expect(shortDigest(`sha256:${"3f2a91c04b7e".padEnd(64, "0")}`)).toBe("3f2a91c04b7e");
});

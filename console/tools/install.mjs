// Runs `npm ci` when package-lock.json is not the one that node_modules was made from.
import { createHash } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { spawnSync } from "node:child_process";

const [major, minor] = process.versions.node.split(".").map(Number);
if (!(major > 22 || (major === 22 && minor >= 12) || (major === 20 && minor >= 19))) {
  console.error(
    `The console needs Node.js 20.19 or newer (or 22.12 or newer) to build; this is ${process.versions.node}.`,
  );
  process.exit(1);
}

const stamp = "node_modules/.made-from";
const wanted = createHash("sha256").update(readFileSync("package-lock.json")).digest("hex");

function present() {
  try {
    return readFileSync(stamp, "utf8");
  } catch {
    return "";
  }
}

if (present() !== wanted) {
  const npm = spawnSync("npm", ["ci"], { stdio: "inherit" });
  if (npm.status !== 0) process.exit(npm.status ?? 1);
  writeFileSync(stamp, wanted);
}

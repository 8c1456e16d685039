import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["test/tour/*.test.ts"],
    environment: "node",
    testTimeout: 300_000,
    hookTimeout: 60_000,
    fileParallelism: false,
    reporters: ["default", ["junit", { outputFile: "target/tour/TEST-tour.xml", suiteName: "console tour" }]],
  },
});

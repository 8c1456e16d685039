import react from "@vitejs/plugin-react";
import { defineConfig } from "vitest/config";

/** Where `npm run dev` sends the API calls: the mock of `npm run mock`, or a real Command Center. */
const server = process.env.PLIMSOLL_SERVER ?? "http://127.0.0.1:7878";

export default defineConfig({
  plugins: [react()],
  build: {
    outDir: "target/classes/META-INF/resources",
    // Everything is a file of its own: the Command Center allows no inline script and no data: script.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 800,
    license: { fileName: "assets/licences.txt" },
  },
  server: {
    host: "127.0.0.1",
    port: 7879,
    proxy: { "/api": { target: server, secure: false, changeOrigin: true } },
  },
  test: {
    include: ["src/**/*.test.ts", "test/browser/*.test.ts"],
    environment: "node",
    testTimeout: 180_000,
    hookTimeout: 60_000,
    fileParallelism: false,
    expect: { poll: { timeout: 30_000 } },
    reporters: ["default", ["junit", { outputFile: "target/surefire-reports/TEST-console.xml", suiteName: "console" }]],
  },
});

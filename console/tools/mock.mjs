// Serves the built console and a Command Center that only exists in memory; see test/mock/server.ts.
import { runnerImport } from "vite";

const { module } = await runnerImport("./test/mock/server.ts");
const port = Number(process.env.PORT ?? 7878);
const server = await module.startMock({ port });
console.log(`mock Command Center on ${server.url} (user admin, password ${module.PASSWORD})`);

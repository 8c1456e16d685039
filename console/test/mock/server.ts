import { readFile } from "node:fs/promises";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { extname, join, normalize } from "node:path";
import type { Schemas } from "../../src/api/client";
import { isHeld } from "./held";
import { Problem } from "./problem";
import { type Call, routes, type World } from "./routes";
import { makeStock, type Stock } from "./stock";

/** The password of every user of the mock. */
export const PASSWORD = "mock-password-1";

/** The code that every authenticator app shows. */
export const CODE = "123456";

/** What the Command Center allows the page; a console that needs more does not pass its tests. */
export const CSP =
  "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self'; " +
  "connect-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

const BUILT = "target/classes/META-INF/resources";

const reading = ["dashboard", "images", "containers", "hosts", "policies", "audit", "compliance", "enforcers"]
  .concat(["services", "registries", "exceptions", "notifications", "labels", "intelligence", "users", "live"])
  .map(what => `${what}.read`);

/** What each role may do, as in the Command Center. */
const permissions: Readonly<Record<string, string[]>> = {
  administrator: [
    "account.own",
    ...reading,
    ...[
      "images",
      "services",
      "registries",
      "policies",
      "exceptions",
      "enforcers",
      "labels",
      "intelligence",
      "users",
    ].map(what => `${what}.write`),
    "images.scan",
    "audit.export",
    "exceptions.confirm",
    "exceptions.use",
  ],
  auditor: ["account.own", ...reading, "audit.export", "exceptions.use"],
  scanner: ["account.own", "exceptions.use", "images.scan", "intelligence.read", "policies.read"],
};

/** What a call needs: the `x-permission` of `openapi.yaml`, which follows a rule. */
function permissionFor(method: string, path: string): string {
  if (/^\/(second-factor-rule|user-sessions|roles)\b/.test(path)) return `users.${method === "GET" ? "read" : "write"}`;
  if (/^\/(sessions|api-tokens|saved-views)\b/.test(path)) return "account.own";
  if (path.endsWith("/rescan")) return "images.scan";
  if (path.endsWith("/confirmation")) return "exceptions.confirm";
  if (path === "/images/export" || path === "/image-registries") return "images.read";
  if (path.endsWith("/export")) return "audit.export";
  if (path === "/policy-drafts/check") return "policies.read";
  if (path === "/policy-drafts/rehearsal") return "images.read";
  const [, list = ""] = path.split("/");
  if (["packages", "vulnerabilities"].includes(list)) return "images.read";
  if (["scan-queue", "registry-tests"].includes(list)) return `registries.${method === "GET" ? "read" : "write"}`;
  if (list === "networks") return "containers.read";
  if (list === "notifications") return "notifications.read";
  const what = list.startsWith("audit") ? "audit" : list === "enrolment-tokens" ? "enforcers" : list;
  return `${what}.${method === "GET" ? "read" : "write"}`;
}

export interface Mock extends World {
  url: string;
  /** Calls that the caller's role does not allow: a console that makes one offers what it should hide. */
  forbidden: string[];
  /** How many streams of changes are open. */
  listeners(): number;
  /** Ends every session, as a restart of a server with other keys would. */
  forgetSessions(): void;
  close(): Promise<void>;
}

/** A Command Center in memory, which serves the built console too. Port 0 takes any free one. */
export async function startMock({ port = 0 }: { port?: number } = {}): Promise<Mock> {
  const stock = makeStock();
  const sessions = new Map<string, string>();
  const listeners = new Set<ServerResponse>();
  const forbidden: string[] = [];
  const world: World = {
    stock,
    changed: list => listeners.forEach(each => each.write(`event: change\ndata: ${list}\n\n`)),
  };

  async function api(request: IncomingMessage, response: ServerResponse, url: URL) {
    const path = url.pathname.replace("/api/v1", "");
    const body = await bodyOf(request);
    const door = `${request.method} ${path}`;
    if (door === "POST /sessions") return send(response, 201, logIn(body as Schemas["Credentials"]));
    const token = request.headers.authorization?.replace("Bearer ", "") ?? "";
    const user = stock.users.find(each => each.name === sessions.get(token));
    if (!user) throw new Problem(401, "session-required", "Log in first: this call needs a session.");
    if (door === "DELETE /sessions/current") return send(response, 204, void sessions.delete(token));
    if (door === "GET /sessions/current")
      return send(response, 200, currentSession(user, isSecondFactorDue(user), stock));
    if (door === "GET /roles") return send(response, 200, roleList(stock));
    if (door === "PUT /users/current/password") {
      return send(response, 204, changePassword(user, body as Schemas["PasswordChange"]));
    }
    if (path.startsWith("/users/current/second-factor")) return secondFactor(response, door, user, body);
    if (user.passwordChangeDue) throw new Problem(403, "password-change-due", "Choose your own password first.");
    if (isSecondFactorDue(user)) throw new Problem(403, "second-factor-due", "Set up a second factor first.");
    const permission = permissionFor(request.method ?? "GET", path);
    if (!roleOf(user, stock).permissions.includes(permission)) {
      forbidden.push(`${user.name}: ${door}`);
      throw new Problem(403, "forbidden", `The role ${user.role} of ${user.name} does not hold ${permission}.`);
    }
    if (isHeld(user, stock) && path.endsWith("/rules")) {
      forbidden.push(`${user.name}: ${door}`);
      throw new Problem(403, "beyond-label-scope", "This reaches beyond the labels of your role.");
    }
    if (door === "GET /live") return live(response);
    if (door === "GET /audit-events/export") return exportChain(response);
    const found = find(request.method ?? "GET", path);
    if (!found) throw new Problem(404, "no-such-route", `${door} is not a route of this mock.`);
    const call: Call = { params: found.params, query: url.searchParams, body, user };
    const answer = found.route(call, world);
    send(response, answer === undefined ? 204 : 200, answer);
  }

  const isSecondFactorDue = (user: Schemas["User"]) =>
    !user.secondFactor && stock.rolesWithSecondFactor.includes(user.role);

  function secondFactor(response: ServerResponse, door: string, user: Schemas["User"], sent: unknown) {
    const { password, code } = (sent ?? {}) as { password?: string; code?: string };
    const required = stock.rolesWithSecondFactor.includes(user.role);
    if (password !== undefined && password !== PASSWORD)
      throw new Problem(403, "password-wrong", "the password is wrong");
    if (code !== undefined && code !== CODE) throw new Problem(400, "second-factor-wrong", "this is not the code");
    if (door.startsWith("GET")) {
      const since = user.secondFactor ? new Date().toISOString() : undefined;
      return send(response, 200, {
        on: user.secondFactor,
        since,
        recoveryCodesLeft: user.secondFactor ? 10 : 0,
        required,
      });
    }
    if (door.endsWith("/removal")) return send(response, 204, void (user.secondFactor = false));
    if (door.startsWith("POST")) return send(response, 201, newKey());
    user.secondFactor = true;
    const group = () => stock.random.hex(4).replaceAll(/[01]/g, "x").replaceAll(/[89]/g, "y");
    const recoveryCodes = Array.from({ length: 10 }, () => [group(), group(), group(), group()].join("-"));
    return send(response, 200, { recoveryCodes });
  }

  function logIn({ username, password, code }: Schemas["Credentials"]): Schemas["Session"] {
    const user = stock.users.find(each => each.name === username);
    if (!user || password !== PASSWORD) {
      throw new Problem(401, "login-failed", "wrong name or password");
    }
    if (user.secondFactor && !code) throw new Problem(401, "second-factor-needed", "send a code");
    if (user.secondFactor && code !== CODE) {
      throw new Problem(401, "second-factor-wrong", "the code is wrong, too old, or was used already");
    }
    const token = stock.random.hex(64);
    sessions.set(token, user.name);
    return { token, expiresAt: inHours(8), user };
  }

  function exportChain(response: ServerResponse) {
    response.writeHead(200, { "Content-Type": "application/x-ndjson" });
    for (const event of stock.events.slice(0, 3).toReversed()) response.write(`${JSON.stringify(event)}\n`);
    response.end();
  }

  function live(response: ServerResponse) {
    response.writeHead(200, { "Content-Type": "text/event-stream", "Cache-Control": "no-store" });
    response.write(": welcome\n\n");
    listeners.add(response);
    response.on("close", () => listeners.delete(response));
  }

  const server = createServer((request, response) => {
    const url = new URL(request.url ?? "/", "http://mock");
    const answer = url.pathname.startsWith("/api/v1/") ? api(request, response, url) : file(response, url.pathname);
    answer.catch((thrown: unknown) => {
      const problem = thrown instanceof Problem ? thrown : new Problem(500, "mock-broken", String(thrown));
      send(response, problem.body.status, problem.body, "application/problem+json");
    });
  });
  await new Promise<void>(resolve => server.listen(port, "127.0.0.1", resolve));

  return {
    ...world,
    forbidden,
    listeners: () => listeners.size,
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    forgetSessions: () => sessions.clear(),
    close: () =>
      new Promise(resolve => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

const inHours = (hours: number) => new Date(Date.now() + hours * 3_600_000).toISOString();

const withinLabels = [
  "audit.read",
  "containers.read",
  "dashboard.read",
  "exceptions.read",
  "hosts.read",
  "images.read",
  "images.scan",
].concat(["intelligence.read", "labels.read", "live.read", "notifications.read", "services.read"]);

const roleList = ({ roles, users, apiTokens }: Stock): Schemas["RoleList"] => ({
  items: [
    ...Object.entries(permissions).map(([role, may]) => ({
      role,
      description: "",
      builtIn: true,
      permissions: may,
      labelScope: [],
    })),
    ...roles,
  ].map(each => ({
    ...each,
    users: users.filter(user => user.role === each.role).length,
    apiTokens: apiTokens.filter(token => token.role === each.role).length,
  })),
  grantable: [...new Set(permissions.administrator)]
    .filter(each => !["account.own", "users.write"].includes(each))
    .toSorted()
    .map(permission => ({ permission, withinLabels: withinLabels.includes(permission) })),
});

const roleOf = (user: Schemas["User"], stock: Stock) => {
  const own = stock.roles.find(each => each.role === user.role);
  return { permissions: permissions[user.role] ?? own?.permissions ?? [], labelScope: own?.labelScope ?? [] };
};

const currentSession = (user: Schemas["User"], secondFactorDue: boolean, stock: Stock): Schemas["CurrentSession"] => ({
  user,
  secondFactorDue,
  ...roleOf(user, stock),
  expiresAt: inHours(8),
});

const newKey = (): Schemas["SecondFactorKey"] => ({
  key: "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ",
  address:
    "otpauth://totp/Plimsoll:admin?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=Plimsoll&algorithm=SHA1&digits=6&period=30",
});

function changePassword(user: Schemas["User"], { oldPassword, newPassword }: Schemas["PasswordChange"]) {
  if (oldPassword !== PASSWORD) throw new Problem(403, "old-password-wrong", "the old password is wrong");
  if (newPassword.length < 12) throw new Problem(400, "password-weak", "A password has at least 12 characters.");
  user.passwordChangeDue = false;
}

function find(method: string, path: string) {
  for (const [pattern, route] of Object.entries(routes)) {
    const [wanted, template = ""] = pattern.split(" ");
    const names = [...template.matchAll(/\{(\w+)\}/g)].map(match => match[1]!);
    const match = new RegExp(`^${template.replaceAll(/\{\w+\}/g, "([^/]+)")}$`).exec(path);
    if (wanted !== method || !match) continue;
    return {
      route,
      params: Object.fromEntries(names.map((name, index) => [name, decodeURIComponent(match[index + 1]!)])),
    };
  }
}

async function bodyOf(request: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const body = Buffer.concat(chunks);
  if (!request.headers["content-type"]?.includes("json")) return body;
  return body.length > 0 ? JSON.parse(body.toString()) : undefined;
}

function send(response: ServerResponse, status: number, body: unknown, type = "application/json") {
  response.writeHead(status, { "Content-Type": type, "Cache-Control": "no-store" });
  response.end(body === undefined ? undefined : JSON.stringify(body));
}

const types: Readonly<Record<string, string>> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".svg": "image/svg+xml",
};

/** A file of the built console; every other path is one of its screens. Kept by browsers as the Command Center's are. */
async function file(response: ServerResponse, path: string) {
  const name = extname(path) === "" ? "/index.html" : normalize(path);
  const content = await readFile(join(BUILT, name)).catch(() => {
    throw new Problem(404, "no-such-file", `${path} is not in ${BUILT}; run npm run build.`);
  });
  response.writeHead(200, {
    "Content-Type": types[extname(name)] ?? "text/plain",
    "Content-Security-Policy": CSP,
    "Cache-Control": name.startsWith("/assets/") ? "public, max-age=31536000, immutable" : "no-cache",
  });
  response.end(content);
}

import { createHash } from "node:crypto";
import type { Schemas } from "../../src/api/client";
import { packagesInUse, vulnerabilities } from "./across";
import {
  acceptedOf,
  addException,
  confirmException,
  exceptionsWithUse,
  previewOf,
  usedFor,
  withAccepted,
  withdrawException,
} from "./exceptions";
import { executablesOf, findingsOf, packageCounts, packagesOf } from "./findings";
import { allow, disallow } from "./images";
import { seenBy } from "./notifications";
import { accept, changesOf, check, inOrder, rehearsalOf, versionOf } from "./policies";
import { notFound, Problem } from "./problem";
import { cancelled, ofState, registryOf, testOf } from "./registries";
import { keptOf, membersOf, rulesOf, serviceFor, serviceOf } from "./services";
import { isHeld, withinLabels } from "./held";
import { dashboardOf, isWeak, type Stock } from "./stock";
import { addView, changeView, ownView, removableView, viewsFor } from "./views";

/** A call as a route sees it. */
export interface Call {
  params: Record<string, string>;
  query: URLSearchParams;
  body: unknown;
  user: Schemas["User"];
}

/** The world a route changes. */
export interface World {
  stock: Stock;
  /** Tells the listeners of `/live` that a list changed. */
  changed(list: string): void;
}

type Route = (call: Call, world: World) => unknown;

/** Everything but sessions and the live stream: method and path as in `openapi.yaml`. */
export const routes: Readonly<Record<string, Route>> = {
  "GET /dashboard": ({ user }, { stock }) =>
    isHeld(user, stock) ? withinLabels(dashboardOf(stock)) : dashboardOf(stock),

  "GET /images": ({ query }, { stock }) => page(query, imagesOf(query, stock)),
  "GET /images/export": ({ query }, { stock }) => imagesOf(query, stock),
  "GET /image-registries": (_, { stock }): Schemas["ImageRegistries"] => ({
    items: [...new Set(stock.images.flatMap(each => each.registries))].map(registry => ({
      registry,
      images: stock.images.filter(each => each.registries.includes(registry)).length,
    })),
  }),
  "POST /images/rescan": ({ body }, { stock }) => toEach(body, stock, () => undefined),
  "POST /images/disallowance": ({ body, user }, { stock, changed }) =>
    toEach(body, stock, image => {
      const { reason } = body as Schemas["ImageDisallowance"];
      disallow(image, reason, user.name);
      changed("images");
    }),
  "POST /images/allowance": ({ body }, { stock, changed }) =>
    toEach(body, stock, image => {
      if (image.names.length === 0) return "it has no name, and an exception is about a name; tag the image first";
      allow(image);
      changed("images");
      return undefined;
    }),
  "POST /images/base-approval": ({ body, user }, { stock, changed }) =>
    toEach(body, stock, image => {
      if (image.layers.length === 0) return "nobody has scanned it, so its layers are not known; rescan it first";
      Object.assign(image, {
        approvedBase: true,
        baseApproval: { author: user.name, since: new Date().toISOString() },
      });
      changed("images");
      return undefined;
    }),
  "POST /images/base-withdrawal": ({ body }, { stock, changed }) =>
    toEach(body, stock, image => {
      image.approvedBase = false;
      delete image.baseApproval;
      changed("images");
    }),
  "POST /images/removal": ({ body }, { stock, changed }) =>
    toEach(body, stock, image => {
      if (image.runningContainers > 0) return "a container of the image runs; stop what runs, then delete it";
      stock.images = stock.images.filter(each => each !== image);
      changed("images");
      return undefined;
    }),
  "GET /packages": ({ query }, { stock }) =>
    page(
      query,
      packagesInUse(stock.images)
        .filter(matches(query, "type", "version"))
        .filter(yesOrNo(query, "running", each => each.runningContainers > 0))
        .filter(holds(query, each => [each.name, each.version])),
    ),
  "GET /vulnerabilities": ({ query }, { stock }) =>
    page(
      query,
      vulnerabilities(stock.images, stock.exceptions)
        .filter(matches(query, "severity"))
        .filter(yesOrNo(query, "running", each => each.runningContainers > 0))
        .filter(yesOrNo(query, "fixed", each => each.fixAvailable))
        .filter(yesOrNo(query, "exploited", each => each.kev))
        .filter(holds(query, each => [each.id, each.title])),
    ),
  "GET /images/{imageId}": ({ params }, { stock }) => {
    const image = imageOf(params, stock);
    return { ...image, accepted: acceptedOf(image, stock.exceptions) };
  },
  "GET /images/{imageId}/findings": ({ params, query }, { stock }) =>
    page(
      query,
      withAccepted(imageOf(params, stock), stock.exceptions)
        .filter(matches(query, "severity"))
        .filter(yesOrNo(query, "accepted", each => each.accepted !== undefined))
        .filter(holds(query, each => [each.id, each.package.name, each.path, each.title])),
    ),
  "GET /images/{imageId}/advice": ({ params }, { stock }) => adviceOf(imageOf(params, stock), stock),
  "GET /images/{imageId}/packages": ({ params, query }, { stock }) =>
    page(
      query,
      packagesOf(imageOf(params, stock))
        .filter(matches(query, "type", "part"))
        .filter(licensed(query.get("licence")))
        .filter(each => !query.get("assessed") || query.get("assessed") === String(!each.notAssessed))
        .filter(holds(query, each => [each.name, each.version, each.path])),
    ),
  "GET /images/{imageId}/executables": ({ params, query }, { stock }) =>
    page(
      query,
      executablesOf(imageOf(params, stock))
        .filter(each => !query.get("owned") || query.get("owned") === String(each.owned))
        .filter(holds(query, each => [each.path, each.owner ?? ""])),
    ),
  "GET /images/{imageId}/package-counts": ({ params }, { stock }) => packageCounts(packagesOf(imageOf(params, stock))),
  "POST /images/{imageId}/rescan": ({ params }, { stock }) => void imageOf(params, stock),

  "GET /containers": ({ query }, { stock }) =>
    page(
      query,
      stock.containers
        .filter(matches(query, "state", "execGate", "hostId", "imageId"))
        .filter(yesOrNo(query, "exposed", each => each.exposed))
        .filter(yesOrNo(query, "unfixed", each => each.unfixed > 0))
        .filter(ofService(query.get("service"), stock))
        .filter(onNetwork(query.get("networkId"), stock))
        .filter(labelled(query.get("label")))
        .filter(holds(query, each => [each.name, each.id, each.imageName, each.hostName])),
    ),
  "GET /containers/{containerId}": ({ params }, { stock }) =>
    one("container", params.containerId!, stock.containers, each => each.id),

  "GET /networks": ({ query }, { stock }) =>
    page(
      query,
      stock.networks
        .filter(matches(query, "hostId"))
        .filter(labelled(query.get("label")))
        .filter(yesOrNo(query, "internal", each => each.internal))
        .filter(holds(query, each => [each.name, each.driver, ...each.subnets])),
    ),
  "GET /networks/{networkId}": ({ params }, { stock }) =>
    one("network", params.networkId!, stock.networks, each => each.id),

  "GET /services": ({ query, user }, { stock }) =>
    page(
      query,
      stock.services
        .map(each => serviceFor(user, each, stock))
        .filter(holds(query, each => [each.name, each.description])),
    ),
  "POST /services": ({ body, user }, { stock, changed }) => {
    const draft = body as Schemas["ServiceDraft"];
    const kept = keptOf(draft, draft.name ?? "", user.name);
    if (stock.services.some(each => each.name === kept.name)) {
      throw new Problem(409, "service-exists", `there is a service '${kept.name}' already`);
    }
    stock.services = [...stock.services, kept];
    changed("services");
    return serviceOf(kept, stock);
  },
  "GET /services/{name}": ({ params, user }, { stock }) => serviceFor(user, serviceNamed(params, stock), stock),
  "PUT /services/{name}": ({ params, body, user }, { stock, changed }) => {
    const before = serviceNamed(params, stock);
    const kept = keptOf(body as Schemas["ServiceDraft"], before.name, user.name);
    stock.services = stock.services.map(each => (each === before ? kept : each));
    changed("services");
    return serviceOf(kept, stock);
  },
  "DELETE /services/{name}": ({ params }, { stock, changed }) => {
    stock.services = stock.services.filter(each => each.name !== params.name);
    changed("services");
  },
  "GET /services/{name}/rules": ({ params }, { stock }) => rulesOf(serviceNamed(params, stock), stock),

  "GET /hosts": ({ query }, { stock }) =>
    page(
      query,
      stock.hosts
        .filter(matches(query, "state"))
        .filter(labelled(query.get("label")))
        .filter(yesOrNo(query, "weak", isWeak))
        .filter(holds(query, each => [each.name, each.operatingSystem, each.kernelVersion])),
    ),
  "GET /hosts/{hostId}": ({ params }, { stock }) => one("host", params.hostId!, stock.hosts, each => each.id),

  "GET /registries": ({ query }, { stock }) =>
    page(query, stock.registries.filter(holds(query, each => [each.name, each.address, each.kind]))),
  "POST /registries": ({ body, user }, { stock }) => {
    const registry = registryOf(body as Schemas["RegistryDraft"], undefined, user.name);
    stock.registries = [...stock.registries, registry];
    return registry;
  },
  "PUT /registries/{registryId}": ({ params, body, user }, { stock }) => {
    const before = one("registry", params.registryId!, stock.registries, each => each.id);
    const registry = registryOf(body as Schemas["RegistryDraft"], before, user.name);
    stock.registries = stock.registries.map(each => (each === before ? registry : each));
    return registry;
  },
  "DELETE /registries/{registryId}": ({ params }, { stock }) => {
    stock.registries = stock.registries.filter(each => each.id !== params.registryId);
  },
  "POST /registry-tests": ({ body }) => testOf(body as Schemas["RegistryDraft"]),
  "POST /registries/{registryId}/listing": ({ params }, { stock }) => {
    one("registry", params.registryId!, stock.registries, each => each.id).listing = true;
  },
  "POST /registries/{registryId}/webhook": ({ params }, { stock }): Schemas["RegistryWebhook"] => {
    one("registry", params.registryId!, stock.registries, each => each.id).hasWebhook = true;
    return { path: `/api/v1/registry-pushes/${stock.random.hex(64)}` };
  },
  "DELETE /registries/{registryId}/webhook": ({ params }, { stock }) => {
    one("registry", params.registryId!, stock.registries, each => each.id).hasWebhook = false;
  },
  "GET /scan-queue": ({ query }, { stock }) =>
    page(
      query,
      stock.scanQueue
        .filter(ofState(query))
        .filter(each => !query.get("registry") || each.registryId === query.get("registry"))
        .filter(holds(query, each => [each.repository, each.tag])),
    ),
  "DELETE /scan-queue/{number}": ({ params }, { stock, changed }) => {
    cancelled(stock, params.number!);
    changed("scan-queue");
  },

  "GET /policies": ({ query }, { stock }) => page(query, inOrder(stock.policies)),
  "GET /policies/{name}": ({ params }, { stock }) => one("policy", params.name!, stock.policies, each => each.name),
  "PUT /policies/{name}": ({ params, body, user }, world) =>
    putPolicy(world, params.name!, (body as Schemas["PolicyDocument"]).document, user),
  "DELETE /policies/{name}": ({ params }, { stock, changed }) => {
    stock.policies = stock.policies.filter(each => each.name !== params.name);
    changed("policies");
  },
  "GET /policies/{name}/versions": ({ params, query }, { stock }) =>
    page(
      query,
      versionsOf(params.name!, stock).map(each => ({ ...each, document: undefined })),
    ),
  "GET /policies/{name}/versions/{version}": ({ params }, { stock }) => versionNamed(params, stock),
  "GET /policies/{name}/versions/{version}/changes": ({ params, query }, { stock }) => {
    const after = versionNamed(params, stock);
    const versions = versionsOf(after.name, stock);
    const since = query.get("since");
    return changesOf(
      versions.find(each => (since ? each.version === Number(since) : each.version < after.version)),
      after,
    );
  },
  "POST /policies/{name}/versions/{version}/restoration": ({ params, user }, world) => {
    const wanted = versionNamed(params, world.stock);
    const policy = putPolicy(world, wanted.name, wanted.document!, user);
    world.stock.policyVersions[0]!.restored = wanted.version;
    return policy;
  },
  "POST /policy-drafts/check": ({ body }) => check((body as Schemas["PolicyDocument"]).document),
  "POST /policy-drafts/rehearsal": ({ query }, { stock }) => rehearsalOf(query, stock),

  "GET /exceptions": ({ query }, { stock }) =>
    page(
      query,
      exceptionsWithUse(stock)
        .filter(matches(query, "state"))
        .filter(each => !query.get("image") || usedFor(imageNamed(query, stock), each.id, stock.exceptions))
        .filter(each => !query.get("vulnerability") || each.finding === query.get("vulnerability"))
        .filter(holds(query, each => [each.finding, ...Object.values(each.scope), each.reason, each.author])),
    ),
  "POST /exceptions": ({ body, user }, { stock, changed }) => {
    const exception = addException(stock, body as Schemas["NewException"], user.name);
    changed("exceptions");
    return exception;
  },
  "POST /exceptions/preview": ({ body }, { stock }) => previewOf(stock, body as Schemas["ExceptionTarget"]),
  "POST /exceptions/{exceptionId}/confirmation": ({ params, user }, { stock, changed }) => {
    const exception = one("exception", params.exceptionId!, stock.exceptions, each => each.id);
    confirmException(exception, user.name);
    changed("exceptions");
    return exception;
  },
  "POST /exceptions/{exceptionId}/withdrawal": ({ params, body, user }, { stock, changed }) => {
    const exception = one("exception", params.exceptionId!, stock.exceptions, each => each.id);
    withdrawException(exception, user.name, (body as Schemas["Withdrawal"]).reason);
    changed("exceptions");
    return exception;
  },

  "GET /notifications": ({ query, user }, { stock }) => {
    const all = seenBy(stock.notifications, stock.seen.get(user.name) ?? 0);
    return { ...page(query, all), unread: all.filter(each => !each.read).length };
  },
  "PUT /notifications/read": ({ body, user }, { stock, changed }) => {
    stock.seen.set(user.name, (body as Schemas["ReadMark"]).upTo);
    changed("notifications");
  },

  "GET /audit-events": ({ query }, { stock }) => page(query, eventsOf(query, stock)),
  "GET /audit-events/histogram": ({ query }, { stock }) => histogramOf(query, eventsOf(query, stock)),
  "GET /audit-incidents": ({ query }, { stock }) => page(query, incidentsOf(eventsOf(query, stock))),
  "GET /audit-archives": ({ query }) => ({
    ...page(query, archives),
    onlineMonths: 3,
    keptMonths: 12,
    onlineFrom: archives[0]!.to,
  }),
  "GET /audit-checkpoints": ({ query }, { stock }) => page(query, stock.checkpoints),

  "GET /compliance/pci": (_, { stock }) => stock.pci,

  "GET /enforcers": ({ query }, { stock }) => page(query, stock.enforcers),
  "POST /enforcers/{enforcerId}/revocation": ({ params }, { stock, changed }) => {
    const enforcer = one("enforcer", params.enforcerId!, stock.enforcers, each => each.id);
    enforcer.state = "revoked";
    stock.hosts.find(each => each.id === enforcer.hostId)!.state = "revoked";
    changed("enforcers");
  },
  "GET /enrolment-tokens": ({ query }, { stock }) => page(query, stock.tokens),
  "POST /enrolment-tokens": ({ user }, { stock }): Schemas["NewEnrolmentToken"] => {
    const expiresAt = new Date(Date.now() + 3_600_000).toISOString();
    const id = stock.random.uuid();
    stock.tokens.unshift({ id, createdAt: new Date().toISOString(), createdBy: user.name, expiresAt, state: "open" });
    const enrolment = `plimsoll-enrol://center.shop.example:7443?token=${stock.random.hex(48)}&ca=${stock.random.digest()}`;
    return { id, enrolment, expiresAt };
  },

  "GET /labels": ({ query }, { stock }) => page(query, stock.labels.filter(matches(query, "kind", "id"))),
  "PUT /labels/{kind}/{id}/{key}": ({ params, body, user }, { stock, changed }) => {
    const { value } = body as Schemas["LabelValue"];
    if (params.key === "pci-scope" && !["cde", "connected", "security", "out"].includes(value)) {
      throw new Problem(400, "label-invalid", `pci-scope is cde, connected, security or out, not "${value}".`);
    }
    const label: Schemas["Label"] = {
      kind: params.kind as Schemas["AssetKind"],
      id: params.id!,
      key: params.key!,
      value,
      setBy: user.name,
      setAt: new Date().toISOString(),
    };
    stock.labels = [label, ...stock.labels.filter(each => !sameLabel(each, params))];
    changed("labels");
    return label;
  },
  "DELETE /labels/{kind}/{id}/{key}": ({ params }, { stock, changed }) => {
    stock.labels = stock.labels.filter(each => !sameLabel(each, params));
    changed("labels");
  },

  "GET /intelligence": (_, { stock }) => stock.intelligence,
  "GET /intelligence/changes": ({ query }, { stock }) => page(query, stock.findingChanges),
  "PUT /intelligence/bundle": ({ body }, { stock }) => {
    const digest = `sha256:${createHash("sha256")
      .update(body as Buffer)
      .digest("hex")}`;
    stock.intelligence = { ...stock.intelligence, digest, importedAt: new Date().toISOString() };
    return stock.intelligence;
  },

  "GET /sessions": (_, { stock }): Schemas["OwnSessionList"] => ({ items: stock.sessions }),
  "DELETE /sessions/{sessionId}": ({ params }, { stock }) => {
    one("session", params.sessionId!, stock.sessions, each => each.id);
    stock.sessions = stock.sessions.filter(each => each.id !== params.sessionId);
  },
  "GET /api-tokens": ({ query }, { stock }) =>
    page(
      query,
      stock.apiTokens.filter(each => !query.get("owner") || each.madeBy === query.get("owner")),
    ),
  "POST /api-tokens": ({ body, user }, { stock }): Schemas["MadeApiToken"] => {
    const { name, role = "scanner", expiresAt } = body as Schemas["NewApiToken"];
    if (stock.apiTokens.some(each => each.name === name && each.madeBy === user.name)) {
      throw new Problem(409, "api-token-exists", `You have a token ${name}; revoke it or choose another name.`);
    }
    const createdAt = new Date().toISOString();
    const token = { id: stock.random.uuid(), name, role, madeBy: user.name, createdAt, expiresAt };
    stock.apiTokens = [token, ...stock.apiTokens];
    return { secret: `plim_${stock.random.hex(64)}`, token };
  },
  "DELETE /api-tokens/{tokenId}": ({ params }, { stock }) => {
    one("API token", params.tokenId!, stock.apiTokens, each => each.id);
    stock.apiTokens = stock.apiTokens.filter(each => each.id !== params.tokenId);
  },

  "GET /saved-views": ({ query, user }, { stock }): Schemas["SavedViewList"] => ({
    items: viewsFor(user, query.get("page"), stock),
  }),
  "POST /saved-views": ({ body, user }, { stock }) => addView(body as Schemas["NewSavedView"], user, stock),
  "PUT /saved-views/{savedViewId}": ({ params, body, user }, { stock }) =>
    changeView(ownView(params.savedViewId!, user, stock), body as Schemas["SavedViewDraft"], user, stock),
  "DELETE /saved-views/{savedViewId}": ({ params, user }, { stock }) => {
    const view = removableView(params.savedViewId!, user, stock);
    stock.savedViews = stock.savedViews.filter(each => each !== view);
  },

  "GET /user-sessions": ({ query }, { stock }) => page(query, stock.userSessions),
  "DELETE /user-sessions/{sessionId}": ({ params }, { stock }) => {
    stock.userSessions = stock.userSessions.filter(each => each.id !== params.sessionId);
  },
  "POST /roles": ({ body }, { stock }) => {
    const { description = "", ...role } = body as Schemas["NewRole"];
    if (stock.roles.some(each => each.role === role.role)) {
      throw new Problem(409, "role-exists", `There is a role ${role.role} already.`);
    }
    const made = { ...role, description, builtIn: false };
    stock.roles.push(made);
    return made;
  },
  "PUT /roles/{role}": ({ params, body }, { stock }) =>
    Object.assign(
      one("role", params.role!, stock.roles, each => each.role),
      body as Schemas["RoleChange"],
    ),
  "DELETE /roles/{role}": ({ params }, { stock }) => {
    const users = stock.users.filter(each => each.role === params.role).length;
    if (users > 0) throw new Problem(409, "role-in-use", `The role has ${users} users; give them another one first.`);
    stock.roles = stock.roles.filter(each => each.role !== params.role);
  },
  "PUT /users/{name}/role": ({ params, body }, { stock }) =>
    Object.assign(
      one("user", params.name!, stock.users, each => each.name),
      body as Schemas["UserRole"],
    ),
  "GET /users": ({ query }, { stock }) => page(query, stock.users),
  "POST /users": ({ body }, { stock }) => {
    const { name, role, password } = body as Schemas["NewUser"];
    if (stock.users.some(each => each.name === name)) {
      throw new Problem(409, "user-exists", `There is a user ${name} already; choose another name.`);
    }
    if (password.length < 12) throw new Problem(400, "password-weak", "A password has at least 12 characters.");
    const user = { name, role, createdAt: new Date().toISOString(), passwordChangeDue: true, secondFactor: false };
    stock.users.push(user);
    return user;
  },
  "DELETE /users/{name}/second-factor": ({ params }, { stock }) => {
    one("user", params.name!, stock.users, each => each.name).secondFactor = false;
  },
  "GET /second-factor-rule": (_, { stock }) => ({ roles: stock.rolesWithSecondFactor }),
  "PUT /second-factor-rule": ({ body }, { stock }) => {
    stock.rolesWithSecondFactor = (body as Schemas["SecondFactorRule"]).roles;
    return { roles: stock.rolesWithSecondFactor };
  },
  "DELETE /users/{name}": ({ params }, { stock }) => {
    stock.users = stock.users.filter(each => each.name !== params.name);
  },
};

function eventsOf(query: URLSearchParams, stock: Stock) {
  const type = query.get("type");
  const [from, to] = [query.get("from"), query.get("to")];
  const image = query.get("image");
  const container = query.get("container");
  return stock.events
    .filter(each => !type || each.type === type || each.type.startsWith(`${type}.`))
    .filter(each => (!from || each.time >= from) && (!to || each.time <= to))
    .filter(each => !image || each.imageId === image || each.imageName === image)
    .filter(each => !container || (each.object.kind === "container" && each.object.id === container))
    .filter(matches(query, "outcome", "actor", "host", "policy"))
    .filter(holds(query, each => [each.type, each.actor, each.object.name, each.object.id, each.reason, each.host]));
}

/** Failures and alarms of one day that are alike, as the server groups them. */
function incidentsOf(events: readonly Schemas["AuditEvent"][]): Schemas["AuditIncident"][] {
  const incidents = new Map<string, Schemas["AuditIncident"]>();
  for (const event of events.filter(each => each.outcome === "failure" || each.type.endsWith("would-refuse"))) {
    const key = [event.time.slice(0, 10), event.type, event.host, event.imageId, event.reason].join("\u001f");
    const found = incidents.get(key);
    if (found) {
      found.events++;
      found.firstTime = event.time;
    } else {
      const { type, outcome, reason, actor, host, policy, rule, imageId, imageName, object, time } = event;
      const of = { type, outcome, reason, actor, host, policy, rule, imageId, imageName, object };
      incidents.set(key, { ...of, events: 1, firstTime: time, lastTime: time, lastSequence: event.sequence });
    }
  }
  return [...incidents.values()];
}

/** Files of a trail that is older than what the stand-in keeps at hand; the oldest one is gone. */
const archives: Schemas["AuditArchive"][] = Array.from({ length: 10 }, (_, index) => {
  const first = (9 - index) * 3_100 + 1;
  const month = `20${index < 7 ? 26 : 25}-${String(index < 7 ? 7 - index : 19 - index).padStart(2, "0")}`;
  const number = (value: number) => String(value).padStart(12, "0");
  return {
    name: `audit-${number(first)}-${number(first + 3_099)}.ndjson.gz`,
    firstSequence: first,
    lastSequence: first + 3_099,
    from: `${month}-01T00:00:11.402Z`,
    to: `${month}-28T23:58:02.117Z`,
    bytes: 214_090 + 97 * index,
    digest: `sha256:${String(index).repeat(64)}`,
    archivedAt: "2026-11-01T00:04:12Z",
    removedAt: index === 9 ? "2026-11-20T00:04:13Z" : undefined,
    isHere: index < 8,
  };
});

/** At most 60 buckets of whole minutes. */
function histogramOf(query: URLSearchParams, events: readonly Schemas["AuditEvent"][]): Schemas["AuditHistogram"] {
  const last = Date.parse(query.get("to") ?? new Date().toISOString());
  const first = Date.parse(query.get("from") ?? events.at(-1)?.time ?? new Date(last).toISOString());
  const length = Math.max(60_000, Math.ceil((last - first + 1) / 59 / 60_000) * 60_000);
  const begin = Math.floor(first / length) * length;
  const at = (index: number) => new Date(begin + index * length).toISOString();
  const buckets = Array.from({ length: Math.floor((last - begin) / length) + 1 }, (_, index) => ({
    from: at(index),
    success: 0,
    failure: 0,
  }));
  for (const event of events) {
    const bucket = buckets[Math.floor((Date.parse(event.time) - begin) / length)];
    if (bucket) bucket[event.outcome]++;
  }
  return { from: at(0), to: at(buckets.length), bucketSeconds: length / 1_000, buckets };
}

const sameLabel = (label: Schemas["Label"], params: Record<string, string>) =>
  label.kind === params.kind && label.id === params.id && label.key === params.key;

/** Which images a list or an export holds. */
function imagesOf(query: URLSearchParams, stock: Stock) {
  const severity = query.get("severity") as Schemas["Severity"] | null;
  const registry = query.get("registry");
  const [key, value] = query.get("label")?.split("=", 2) ?? [];
  const decision = query.get("decision");
  const images = stock.images
    .filter(matches(query, "verdict", "repository"))
    .filter(scannedAs(query.get("scanState")))
    .filter(each => !severity || each.severities[severity] > 0)
    .filter(each => !registry || each.registries.includes(registry))
    .filter(each => !key || (value === undefined ? key in each.labels : each.labels[key] === value))
    .filter(each => !decision || (decision === "disallowed" ? each.disallowed : each.approvedBase))
    .map(each => ({ ...each, accepted: acceptedOf(each, stock.exceptions), ...inRepository(each, stock) }))
    .filter(each => contains(query, each))
    .filter(each => usedFor(each, query.get("exception"), stock.exceptions))
    .filter(holds(query, each => [...each.names, each.id, each.distribution]));
  return query.get("sort") === "severity" ? images.toSorted(worstFirst) : images;
}

function inRepository({ repository }: Schemas["Image"], stock: Stock) {
  const same = stock.images.filter(each => each.repository === repository);
  return { inRepository: { images: same.length, refused: same.filter(each => each.verdict === "refused").length } };
}

function adviceOf(image: Schemas["ImageDetail"], stock: Stock): Schemas["ImageAdvice"] {
  const findings = withAccepted(image, stock.exceptions).filter(each => !each.accepted);
  const severe = (some: readonly Schemas["Finding"][]) =>
    some.filter(each => each.severity === "critical" || each.severity === "high").length;
  const inBase = findings.filter((_, index) => index % 2 === 1);
  const byPackage = new Map<string, Schemas["Finding"][]>();
  for (const each of findings) {
    const key = `${each.package.name} ${each.package.version}`;
    byPackage.set(key, [...(byPackage.get(key) ?? []), each]);
  }
  const updates = [...byPackage.values()]
    .filter(([first]) => first!.fixedVersions.length > 0)
    .map(same => ({
      name: same[0]!.package.name,
      version: same[0]!.package.version,
      type: "deb",
      to: same[0]!.fixedVersions[0]!,
      removes: { findings: same.length, severe: severe(same) },
      base: inBase.includes(same[0]!),
    }))
    .toSorted((left, right) => right.removes.severe - left.removes.severe);
  return {
    all: { findings: findings.length, severe: severe(findings) },
    inBase: { findings: inBase.length, severe: severe(inBase) },
    updates: updates.slice(0, 10),
    moreUpdates: Math.max(0, updates.length - 10),
    bases: stock.images
      .filter(each => each.approvedBase && each !== image)
      .map(each => ({ id: each.id, name: each.names[0]!, findings: { findings: 3, severe: 0 } })),
  };
}

/** Does it to each image that is selected; a sentence says why it is not done. */
function toEach(
  sent: unknown,
  stock: Stock,
  act: (image: Schemas["ImageDetail"]) => string | undefined | void,
): Schemas["SelectionOutcome"] {
  const failed: Schemas["SelectionOutcome"]["failed"] = [];
  const { images } = sent as Schemas["ImageSelection"];
  for (const id of images) {
    const image = stock.images.find(each => each.id === id);
    const detail = image ? act(image) : `no host has listed an image '${id}'`;
    if (detail) failed.push({ id, code: "image-refused", detail });
  }
  return { done: images.length - failed.length, failed };
}

const imageOf = (params: Record<string, string>, stock: Stock) =>
  one("image", params.imageId!, stock.images, each => each.id);

function one<T>(what: string, id: string, list: readonly T[], idOf: (each: T) => string): T {
  const found = list.find(each => idOf(each) === id);
  if (!found) throw notFound(what, id);
  return found;
}

const serviceNamed = (params: Record<string, string>, stock: Stock) =>
  one("service", params.name!, stock.services, each => each.name);

function ofService(name: string | null, stock: Stock) {
  const members = name === null ? undefined : new Set(membersOf(serviceNamed({ name }, stock), stock));
  return (each: Schemas["Container"]) => !members || members.has(each);
}

function onNetwork(id: string | null, stock: Stock) {
  const network = id === null ? undefined : one("network", id, stock.networks, each => each.id);
  return (each: Schemas["Container"]) =>
    !network || (each.hostId === network.hostId && each.networks.includes(network.name));
}

const labelled = (label: string | null) => (each: { labels: Schemas["LabelMap"] }) =>
  !label || Object.entries(each.labels).some(([key, value]) => label === key || label === `${key}=${value}`);

const imageNamed = (query: URLSearchParams, stock: Stock) =>
  one("image", query.get("image")!, stock.images, each => each.id);

const scannedAs = (state: string | null) => (image: Schemas["Image"]) =>
  !state ||
  (state === "not-scanned"
    ? image.scanState !== "scanned"
    : state === "incomplete"
      ? image.scanState === "scanned" && (image.gapCount > 0 || image.notAssessed > 0)
      : image.scanState === state);

/** Whether the image holds the package and has the vulnerability that the query asks for. */
function contains(query: URLSearchParams, image: Schemas["ImageDetail"]): boolean {
  const name = query.get("package");
  const version = query.get("packageVersion");
  const vulnerability = query.get("vulnerability");
  const isMeant = (each: Schemas["Package"]) => each.name === name && (!version || each.version === version);
  return (
    (!name || packagesOf(image).some(isMeant)) &&
    (!vulnerability || findingsOf(image).some(each => each.id === vulnerability))
  );
}

const yesOrNo =
  <T>(query: URLSearchParams, field: string, is: (each: T) => boolean) =>
  (each: T) =>
    !query.get(field) || String(is(each)) === query.get(field);

const licensed = (licence: string | null) => (each: Schemas["Package"]) =>
  !licence || each.licences.includes(licence) || (licence === "none" && each.licences.length === 0);

/** Keeps what has, in each of these fields, the value that the query asks for. */
const matches =
  <K extends string>(query: URLSearchParams, ...fields: K[]) =>
  (each: { [field in K]?: unknown }) =>
    fields.every(field => !query.get(field) || each[field] === query.get(field));

/** Keeps what has every word of the query somewhere in these texts. */
const holds =
  <T>(query: URLSearchParams, textsOf: (each: T) => readonly (string | undefined)[]) =>
  (each: T) => {
    const text = textsOf(each).join("\n").toLowerCase();
    return (query.get("query") ?? "")
      .toLowerCase()
      .split(/\s+/)
      .every(word => text.includes(word));
  };

/** A page as the server cuts it; the mock's cursor is the number of the first row. */
function page<T>(query: URLSearchParams, list: readonly T[]) {
  const start = Number(query.get("cursor") ?? 0);
  const end = start + Number(query.get("limit") ?? 50);
  const exact = list.length <= 10_000;
  return {
    items: list.slice(start, end),
    next: end < list.length ? String(end) : undefined,
    total: exact ? { value: list.length, relation: "eq" } : { value: 10_000, relation: "gte" },
  };
}

const worstFirst = (a: Schemas["Image"], b: Schemas["Image"]) =>
  b.severities.critical - a.severities.critical || b.severities.high - a.severities.high;

function putPolicy({ stock, changed }: World, name: string, document: string, user: Schemas["User"]) {
  const policy = accept(name, document, user.name, Math.max(...stock.policies.map(each => each.version)) + 1);
  stock.policies = [...stock.policies.filter(each => each.name !== policy.name), policy];
  stock.policyVersions.unshift(versionOf(policy));
  changed("policies");
  return policy;
}

const versionsOf = (name: string, stock: Stock) =>
  stock.policyVersions.filter(each => each.name === name).toSorted((a, b) => b.version - a.version);

const versionNamed = (params: Record<string, string>, stock: Stock) =>
  one("policy version", params.version!, versionsOf(params.name!, stock), each => String(each.version));

import type { Schemas } from "../api/client";
import { tidy } from "../table/search";

/** What the form holds: texts, as they are typed. */
export interface Form {
  name: string;
  kind: Schemas["RegistryKind"];
  address: string;
  plainHttp: boolean;
  authority: string;
  tokenServers: string;
  user: string;
  password: string;
  sessionToken: string;
  named: string;
  repositoriesIn: string;
  repositoriesOut: string;
  tagsIn: string;
  tagsOut: string;
  newest: string;
  maxAgeDays: string;
  everyMinutes: string;
}

export function formOf(registry?: Schemas["Registry"]): Form {
  return {
    name: registry?.name ?? "",
    kind: registry?.kind ?? "oci",
    address: registry?.address ?? "",
    plainHttp: registry?.plainHttp ?? false,
    authority: registry?.authority ?? "",
    tokenServers: text(registry?.tokenServers),
    user: registry?.user ?? "",
    password: "",
    sessionToken: "",
    named: text(registry?.named),
    repositoriesIn: text(registry?.repositoriesIn),
    repositoriesOut: text(registry?.repositoriesOut),
    tagsIn: text(registry?.tagsIn),
    tagsOut: text(registry?.tagsOut),
    newest: String(registry?.newest ?? ""),
    maxAgeDays: String(registry?.maxAgeDays ?? ""),
    everyMinutes: registry ? String(registry.everyMinutes ?? "") : "60",
  };
}

/** What is sent; a password that was not typed is left out, so the server keeps its own. */
export function draftOf(form: Form): Schemas["RegistryDraft"] {
  return tidy({
    name: form.name.trim(),
    kind: form.kind,
    address: form.address.trim(),
    plainHttp: form.plainHttp,
    authority: form.authority.trim(),
    tokenServers: list(form.tokenServers),
    user: form.user.trim(),
    password: form.password || undefined,
    sessionToken: (takesAccessKey(form) && form.sessionToken) || undefined,
    named: list(form.named),
    repositoriesIn: list(form.repositoriesIn),
    repositoriesOut: list(form.repositoriesOut),
    tagsIn: list(form.tagsIn),
    tagsOut: list(form.tagsOut),
    newest: number(form.newest),
    maxAgeDays: number(form.maxAgeDays),
    everyMinutes: number(form.everyMinutes),
  }) as Schemas["RegistryDraft"];
}

/** Amazon ECR wants a key, unless somebody renews the passwords of the user AWS elsewhere. */
export const takesAccessKey = (form: Pick<Form, "kind" | "user">) => form.kind === "ecr" && form.user.trim() !== "AWS";

const text = (list: readonly string[] = []) => list.join("\n");

/** Names and patterns hold no space, so a line may have several. */
const list = (typed: string) => typed.split(/[\s,]+/).filter(each => each !== "");

const number = (typed: string) => (typed.trim() === "" ? undefined : Number(typed));

import type { Schemas } from "../api/client";

export type Mode = NonNullable<Schemas["Policy"]["mode"]>;

/** The same document with another mode; everything else, comments too, stays as the author wrote it. */
export function withMode(document: string, mode: Mode): string {
  const line = /^mode[ \t]*:.*$/m;
  if (line.test(document)) return document.replace(line, `mode: ${mode}`);
  const name = /^name[ \t]*:.*$/m;
  if (name.test(document)) return document.replace(name, found => `${found}\nmode: ${mode}`);
  return `mode: ${mode}\n${document}`;
}

/** The name that a document gives itself, as far as it can be read without the server. */
export function nameIn(document: string): string | undefined {
  return /^name[ \t]*:[ \t]*["']?([A-Za-z0-9][A-Za-z0-9._-]*)["']?[ \t]*(#.*)?$/m.exec(document)?.[1];
}

export const starter = `kind: AssurancePolicy
name: my-policy
description: What this policy is for
mode: audit
scope:
  images: ["*"]
checks:
  unscanned: refuse
  maximum-severity: high
  runs-as-root: refuse
`;

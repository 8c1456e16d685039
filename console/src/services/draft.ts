import type { Schemas } from "../api/client";

/** What the form holds: texts, as they are typed. */
export interface Form {
  name: string;
  description: string;
  labels: string;
  engineLabels: string;
  projects: string;
  images: string;
}

export const formOf = (service?: Schemas["Service"]): Form => ({
  name: service?.name ?? "",
  description: service?.description ?? "",
  labels: lines(service?.selection?.labels),
  engineLabels: lines(service?.selection?.engineLabels),
  projects: (service?.selection?.projects ?? []).join("\n"),
  images: (service?.selection?.images ?? []).join("\n"),
});

export const draftOf = (form: Form): Schemas["ServiceDraft"] => ({
  name: form.name.trim(),
  description: form.description.trim(),
  labels: labelsOf(form.labels),
  engineLabels: labelsOf(form.engineLabels),
  projects: listOf(form.projects),
  images: listOf(form.images),
});

const lines = (labels: Schemas["LabelMap"] = {}) =>
  Object.entries(labels)
    .map(([key, value]) => (value === "*" ? key : `${key}=${value}`))
    .join("\n");

/** One label a line, `key=pattern`; a key alone asks for any value. */
function labelsOf(typed: string): Record<string, string> {
  return Object.fromEntries(
    typed
      .split("\n")
      .map(line => line.trim())
      .filter(line => line !== "")
      .map(line => {
        const at = line.indexOf("=");
        return at < 0 ? [line, "*"] : [line.slice(0, at).trim(), line.slice(at + 1).trim() || "*"];
      }),
  ) as Record<string, string>;
}

/** Names and patterns hold no space, so a line may have several. */
const listOf = (typed: string) => typed.split(/[\s,]+/).filter(each => each !== "");

/** What a service asks for, one sentence for each criterion. */
export function inWords({ labels, engineLabels, projects, images }: Schemas["ServiceSelection"]): string[] {
  const all = (map: Record<string, string>) =>
    Object.entries(map)
      .map(([key, value]) => `${key}=${value}`)
      .join(", ");
  return [
    Object.keys(labels).length > 0 ? `labelled ${all(labels)}` : "",
    Object.keys(engineLabels).length > 0 ? `engine labels ${all(engineLabels)}` : "",
    projects.length > 0 ? `project ${projects.join(" or ")}` : "",
    images.length > 0 ? `image ${images.join(" or ")}` : "",
  ].filter(sentence => sentence !== "");
}

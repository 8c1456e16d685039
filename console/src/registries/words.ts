import type { Schemas } from "../api/client";
import type { Tone } from "../frame/Chip";
import type { IconName } from "../frame/Icon";

export type Kind = Schemas["RegistryKind"];
export type JobState = Schemas["ScanJob"]["state"];

export const kinds: Readonly<Record<Kind, string>> = {
  oci: "Any OCI registry",
  "docker-hub": "Docker Hub",
  harbor: "Harbor",
  ecr: "Amazon ECR",
  acr: "Azure Container Registry",
  gar: "Google Artifact Registry",
  ghcr: "GitHub (GHCR)",
  gitlab: "GitLab",
  quay: "Quay",
  nexus: "Nexus",
  artifactory: "Artifactory",
};

/** Those that tell nobody which repositories they have, so that each has to be named. */
export const listsNothing: ReadonlySet<Kind> = new Set(["docker-hub", "gar", "ghcr", "gitlab", "quay"]);

/** Where a registry of this kind mostly is, and what stands for user and password there. */
export const hints: Readonly<Record<Kind, { address: string; login: string }>> = {
  oci: { address: "registry.example.com:5000", login: "of a user who may read" },
  "docker-hub": { address: "docker.io", login: "your name and an access token" },
  harbor: { address: "harbor.example.com", login: "of a robot account that may list and pull" },
  ecr: {
    address: "123456789012.dkr.ecr.eu-central-1.amazonaws.com",
    login: "of an IAM user who may read; passwords renew with it",
  },
  acr: {
    address: "example.azurecr.io",
    login: "of a service principal or a token with the scope of catalogue and pull",
  },
  gar: { address: "europe-west3-docker.pkg.dev", login: "_json_key and the key of a service account, in JSON" },
  ghcr: { address: "ghcr.io", login: "your name and a token that may read packages" },
  gitlab: { address: "registry.gitlab.com", login: "of a deploy token that may read the registry" },
  quay: { address: "quay.io", login: "of a robot account" },
  nexus: { address: "nexus.example.com:8083", login: "of a user who may read" },
  artifactory: { address: "example.jfrog.io", login: "your name and an identity token" },
};

export const jobStates: Readonly<Record<JobState, string>> = {
  waiting: "waiting",
  running: "running",
  done: "done",
  failed: "failed",
  cancelled: "cancelled",
};

/** What the list can be narrowed to. */
export const jobFilters = { open: "waiting or running", ...jobStates } as const;

export const jobLook: Readonly<Record<JobState, { tone: Tone; icon: IconName }>> = {
  waiting: { tone: "quiet", icon: "clock" },
  running: { tone: "wait", icon: "rescan" },
  done: { tone: "good", icon: "check" },
  failed: { tone: "bad", icon: "warning" },
  cancelled: { tone: "quiet", icon: "refused" },
};

export const reasons: Readonly<Record<Schemas["ScanJob"]["reason"], string>> = {
  new: "never scanned",
  changed: "has another digest now",
  stale: "scanned long ago",
  push: "pushed",
  rescan: "asked for",
};

const intervals = [
  [24 * 60, "day"],
  [60, "hour"],
  [1, "minute"],
] as const;

/** `every hour`, `every 90 minutes`, `when asked`. */
export function interval(minutes: number | undefined): string {
  if (minutes === undefined) return "when asked";
  const [length, unit] = intervals.find(([each]) => minutes % each === 0)!;
  const times = minutes / length;
  return times === 1 ? `every ${unit}` : `every ${times} ${unit}s`;
}

import { QueryClient, useQuery } from "@tanstack/react-query";
import { api, body } from "./client";
import { ProblemError } from "./problem";

/** First word of every query key: the list it shows, in the words of the `/live` stream. */
export type List =
  | "session"
  | "sessions"
  | "api-tokens"
  | "saved-views"
  | "roles"
  | "dashboard"
  | "images"
  | "registries"
  | "scan-queue"
  | "packages"
  | "vulnerabilities"
  | "containers"
  | "services"
  | "networks"
  | "hosts"
  | "policies"
  | "exceptions"
  | "notifications"
  | "audit-events"
  | "audit-checkpoints"
  | "compliance"
  | "enforcers"
  | "enrolment-tokens"
  | "labels"
  | "intelligence"
  | "user-sessions"
  | "users";

export function newQueryClient() {
  return new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: 10_000,
        // Only what may heal by itself is tried again: no answer, or a server in trouble.
        retry: (failures, thrown) => failures < 2 && mayHeal(thrown),
        refetchOnWindowFocus: true,
      },
    },
  });
}

export function mayHeal(thrown: unknown) {
  return thrown instanceof ProblemError && (thrown.problem.status === 0 || thrown.problem.status >= 502);
}

/** Who I am and what I may do. */
export function useCurrentSession() {
  return useQuery({
    queryKey: ["session"],
    queryFn: ({ signal }) => body(api.GET("/sessions/current", { signal })),
    staleTime: Infinity,
  });
}

/** Whether the server grants me the permission, which is one of the `x-permission` words of `openapi.yaml`. */
export function useMay(permission: string) {
  return useCurrentSession().data?.permissions.includes(permission) ?? false;
}

/** The labels that my role is held to; none where it sees everything. */
export function useLabelScope(): readonly string[] {
  return useCurrentSession().data?.labelScope ?? [];
}

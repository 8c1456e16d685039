import { Skeleton, Stack } from "@mantine/core";
import type { UseQueryResult } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { ProblemBox } from "./ProblemBox";

/** What one query brought: grey bars before, the problem if there is one. */
export function Loaded<T>({ query, children }: { query: UseQueryResult<T>; children: (data: T) => ReactNode }) {
  if (query.data !== undefined) return <>{children(query.data)}</>;
  if (query.error) return <ProblemBox thrown={query.error} again={() => void query.refetch()} />;
  return (
    <Stack aria-busy aria-label="Loading" gap="sm">
      <Skeleton height={28} width="40%" />
      <Skeleton height={120} />
      <Skeleton height={200} />
    </Stack>
  );
}

import { useQuery } from "@tanstack/react-query";
import { api, body } from "../api/client";

/** One network; none is asked for by an empty id. */
export const useNetwork = (networkId: string) =>
  useQuery({
    queryKey: ["networks", networkId],
    queryFn: ({ signal }) => body(api.GET("/networks/{networkId}", { params: { path: { networkId } }, signal })),
    enabled: networkId !== "",
  });

import { useQuery } from "@tanstack/react-query";
import { useTRPC } from "../app/trpc.ts";

/** Forwarders and destinations, as the steps need them together; `again` reads both anew. */
export function useDestinations() {
  const trpc = useTRPC();
  const forwarders = useQuery(trpc.forwarders.queryOptions(undefined, { staleTime: Number.POSITIVE_INFINITY }));
  const destinations = useQuery(trpc.destinations.queryOptions());
  return {
    forwarders: forwarders.data,
    destinations: destinations.data,
    error: forwarders.error ?? destinations.error,
    again: () => void Promise.all([forwarders.refetch(), destinations.refetch()]),
  };
}

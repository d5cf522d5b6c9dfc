import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { DestinationView } from "../../shared/destination.ts";
import { useTRPC } from "../app/trpc.ts";

/** The parts of a destination that are saved on their own. */
export type DestinationPart = Partial<Pick<DestinationView, "name" | "enabled" | "settings" | "cameras" | "rules">>;

/** Saves one part of a destination; all the others stay as the core keeps them, secrets included (their marks mean "keep"). */
export function useSavePart(destination: DestinationView): (part: DestinationPart) => Promise<DestinationView> {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const { mutateAsync } = useMutation(trpc.saveDestination.mutationOptions());
  return async (part) => {
    const key = trpc.destinations.queryKey();
    const kept = queries.getQueryData(key)?.find((one) => one.id === destination.id) ?? destination;
    const saved = await mutateAsync({ ...kept, ...part });
    queries.setQueryData(key, (known) => known?.map((one) => (one.id === saved.id ? saved : one)));
    return saved;
  };
}

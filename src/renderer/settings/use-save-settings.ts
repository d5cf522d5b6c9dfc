import { useQueryClient } from "@tanstack/react-query";
import type { SettingsView } from "../../main/console/backend.ts";
import { useTRPC } from "../app/trpc.ts";

/** Puts the settings that a saving answered with in the place of the known ones, so that all sections show them at once. */
export function useTakeSettings(): (next: SettingsView) => void {
  const trpc = useTRPC();
  const queries = useQueryClient();
  return (next) => queries.setQueryData(trpc.settings.queryKey(), next);
}

/** Reads the settings again, after a change whose answer does not hold them. */
export function useReadSettingsAgain(): () => Promise<void> {
  const trpc = useTRPC();
  const queries = useQueryClient();
  return () => queries.invalidateQueries(trpc.settings.queryFilter());
}

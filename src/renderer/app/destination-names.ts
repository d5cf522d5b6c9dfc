import { useCallback, useMemo } from "react";
import { useTranslation } from "react-i18next";
import { useLive } from "./live-context.tsx";

/** Destination id -> its name; a deleted one is called that. The function changes only when a name does. */
export function useDestinationNames(): (id: string) => string {
  const { t } = useTranslation("ui");
  // As text, so that the many status messages with the same names change nothing.
  const known = useLive((snapshot) => namesText(snapshot.status?.destinations ?? []));
  const names = useMemo(() => new Map<string, string>(JSON.parse(known)), [known]);
  return useCallback((id) => names.get(id) ?? t("deletedDestination"), [names, t]);
}

function namesText(destinations: readonly { id: string; name: string }[]): string {
  return JSON.stringify(destinations.map(({ id, name }) => [id, name]));
}

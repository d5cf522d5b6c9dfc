import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { useDestinationNames } from "../app/destination-names.ts";
import { useListsById } from "../app/use-lists.ts";
import { useFormats } from "../ui/use-formats.ts";
import type { QueryNames } from "./words.ts";

/** Names of destinations and lists, and the formats, for telling a query in words. */
export function useQueryNames(): QueryNames {
  const { t } = useTranslation("history");
  const formats = useFormats();
  const destination = useDestinationNames();
  const lists = useListsById();
  return useMemo(
    () => ({ t, formats, destination, list: (id: string) => lists.get(id)?.name ?? t("deletedList") }),
    [t, formats, destination, lists],
  );
}

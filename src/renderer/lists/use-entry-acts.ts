import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { ListEntry } from "../../shared/plate-list.ts";
import { useTRPCClient } from "../app/trpc.ts";
import { refusalOf } from "../form/refusal.ts";
import { useSay } from "../ui/say.tsx";
import { useFormats } from "../ui/use-formats.ts";
import { csvOf } from "./csv.ts";
import { useEntriesChanged } from "./use-entries.ts";

export interface EntryActs {
  busy: boolean;
  /** Takes entries away at once, and offers to put them back. */
  remove(entries: readonly ListEntry[]): Promise<void>;
}

/** Removing entries of a list, with a way back. */
export function useEntryActs(listId: string): EntryActs {
  const { t } = useTranslation("lists");
  const client = useTRPCClient();
  const say = useSay();
  const formats = useFormats();
  const changed = useEntriesChanged();
  const [busy, setBusy] = useState(false);

  async function act(what: () => Promise<unknown>, done: () => void): Promise<void> {
    setBusy(true);
    try {
      await what();
      done();
    } catch (error) {
      say.failed(refusalOf(error)?.message ?? t("noAnswer"));
    } finally {
      setBusy(false);
      await changed();
    }
  }
  const words = (entries: readonly ListEntry[]) => ({
    count: entries.length,
    number: formats.number(entries.length),
    plate: entries[0]?.plate ?? "",
  });
  const putBack = (entries: readonly ListEntry[]) =>
    act(
      () => client.importList.mutate({ listId, csv: csvOf(entries), replace: false, preview: false }),
      () => say.done(t("entry.putBack", words(entries))),
    );
  return {
    busy,
    remove: (entries) =>
      act(
        () => client.deleteListEntries.mutate({ listId, plates: entries.map((entry) => entry.plate) }),
        () => say.done(t("entry.removed", words(entries)), { word: t("entry.undo"), act: () => void putBack(entries) }),
      ),
  };
}

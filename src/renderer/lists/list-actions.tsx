import { Button, Tooltip } from "@fluentui/react-components";
import { ArrowSync20Regular, Delete20Regular } from "@fluentui/react-icons";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { flushSync } from "react-dom";
import { useTranslation } from "react-i18next";
import { useLocation } from "wouter";
import type { PlateListView } from "../../main/console/backend.ts";
import { useTRPC } from "../app/trpc.ts";
import { refusalOf } from "../form/refusal.ts";
import { ConfirmDialog } from "../ui/confirm-dialog.tsx";
import { useSay } from "../ui/say.tsx";
import { useFormats } from "../ui/use-formats.ts";
import { BusyMark } from "../ui/waiting.tsx";

/** What can be done to a whole list: fetch it from ParkPow now, delete it. */
export function ListActions({ list, onDeleted }: { list: PlateListView; onDeleted: () => void }) {
  const { t } = useTranslation("lists");
  const say = useSay();
  const formats = useFormats();
  const trpc = useTRPC();
  const queries = useQueryClient();
  const [, navigate] = useLocation();
  const [asking, setAsking] = useState(false);
  const { id, name } = list;
  const failed = (error: unknown) => say.failed(refusalOf(error)?.message ?? t("noAnswer"));
  const sync = useMutation(
    trpc.syncList.mutationOptions({
      onError: failed,
      onSuccess(next) {
        queries.setQueryData(trpc.lists.queryKey(), (known) => known?.map((one) => (one.id === next.id ? next : one)));
        void queries.invalidateQueries(trpc.listEntries.pathFilter());
        // What keeps it from working stands in the band.
        if (next.sync !== null && next.sync.problem === null)
          say.done(t("sync.done", { count: next.entries, number: formats.number(next.entries) }));
      },
    }),
  );
  const remove = useMutation(
    trpc.deleteList.mutationOptions({
      onError: failed,
      onSuccess({ entries }) {
        // The guard of unsaved changes must have let go before the address changes.
        flushSync(onDeleted);
        navigate("/lists");
        queries.setQueryData(trpc.lists.queryKey(), (known) => known?.filter((one) => one.id !== id));
        say.done(t("delete.done", { name, count: entries }));
      },
    }),
  );
  return (
    <>
      {list.sync !== null && (
        <Button
          icon={sync.isPending ? <BusyMark /> : <ArrowSync20Regular />}
          disabledFocusable={sync.isPending}
          onClick={() => sync.mutate({ id })}
        >
          {t(sync.isPending ? "sync.running" : "sync.now")}
        </Button>
      )}
      <Tooltip content={t("delete.button")} relationship="label" withArrow>
        <Button
          appearance="subtle"
          icon={<Delete20Regular />}
          disabledFocusable={remove.isPending}
          onClick={() => setAsking(true)}
        />
      </Tooltip>
      <ConfirmDialog
        open={asking}
        title={t("delete.title", { name })}
        text={t(list.sync === null ? "delete.loses" : "delete.losesSynced", {
          count: list.entries,
          number: formats.number(list.entries),
        })}
        confirm={t("delete.confirm")}
        onConfirm={() => remove.mutate({ id })}
        onClose={() => setAsking(false)}
      />
    </>
  );
}

import { useMutation, useQuery } from "@tanstack/react-query";
import { useCallback, useState } from "react";
import type { ExportFormat, ExportProgress } from "../../shared/export.ts";
import type { HistoryFilter } from "../../shared/history-filter.ts";
import { useTRPC } from "../app/trpc.ts";

const lookEveryMs = 500;

const ended = (progress: ExportProgress | undefined) =>
  progress !== undefined && progress.state !== "waiting" && progress.state !== "running";

/** Orders an export, hands it to the browser as a download, and watches it. */
export function useExport() {
  const trpc = useTRPC();
  const [id, setId] = useState<string | null>(null);
  const order = useMutation(
    trpc.startExport.mutationOptions({
      onSuccess(started) {
        setId(started.id);
        download(`/files/export/${started.id}`);
      },
    }),
  );
  const { mutate: cancel } = useMutation(trpc.cancelExport.mutationOptions());
  const { data: progress } = useQuery(
    trpc.exportProgress.queryOptions(
      { id: id ?? "" },
      { enabled: id !== null, staleTime: 0, refetchInterval: (query) => (ended(query.state.data) ? false : lookEveryMs) },
    ),
  );
  return {
    error: order.error,
    starting: order.isPending,
    progress: id === null ? null : (progress ?? null),
    start: useCallback(
      (filter: HistoryFilter, format: ExportFormat, excel: boolean) => order.mutate({ filter, format, excel }),
      [order.mutate],
    ),
    cancel: useCallback(() => {
      if (id !== null) cancel({ id });
    }, [cancel, id]),
    again: useCallback(() => setId(null), []),
  };
}

/** The browser (or the window, with its save dialog) writes it to the disk; the page holds none of it. */
function download(href: string): void {
  const link = document.createElement("a");
  link.href = href;
  link.download = "";
  document.body.append(link);
  link.click();
  link.remove();
}

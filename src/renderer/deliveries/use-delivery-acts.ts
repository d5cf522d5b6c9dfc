import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import type { RetryStatus } from "../../main/console/backend.ts";
import { useTRPC, useTRPCClient } from "../app/trpc.ts";
import { refusalText } from "../ui/load-problem.tsx";
import { useSay } from "../ui/say.tsx";
import { useFormats } from "../ui/use-formats.ts";

interface Which {
  ids?: number[];
  destinationId?: string;
}

/** Retry and cancel, with a word on what came of it; what the page knows of deliveries is asked anew. */
export function useDeliveryActs(): {
  retry(which: Which): void;
  /** All of a destination, or of all destinations, that ended so. */
  retryAll(destinationId: string | null, statuses: RetryStatus[]): void;
  cancel(which: Which): void;
  busy: boolean;
} {
  const { t } = useTranslation("deliveries");
  const formats = useFormats();
  const trpc = useTRPC();
  const client = useTRPCClient();
  const queries = useQueryClient();
  const say = useSay();
  const onSettled = async () => {
    await Promise.all([
      queries.invalidateQueries(trpc.deliveries.infiniteQueryFilter()),
      queries.invalidateQueries(trpc.event.queryFilter()),
      queries.invalidateQueries(trpc.ledger.queryFilter()),
    ]);
  };
  const onError = (error: unknown) => say.failed(refusalText(error) ?? t("noAnswer"));
  const words = (count: number) => ({ count, number: formats.number(count) });
  const retry = useMutation(
    trpc.retryDeliveries.mutationOptions({
      onSuccess: ({ count }) => say.done(t("retried", words(count))),
      onError,
      onSettled,
    }),
  );
  const retryAll = useMutation({
    mutationFn: ({ destinationId, statuses }: { destinationId: string | null; statuses: RetryStatus[] }) =>
      client.retryDeliveries.mutate({ statuses, ...(destinationId === null ? {} : { destinationId }) }),
    networkMode: "always",
    onSuccess: ({ count }) => say.done(t("retried", words(count))),
    onError,
    onSettled,
  });
  const cancel = useMutation(
    trpc.cancelDeliveries.mutationOptions({
      onSuccess: ({ count, ids }) =>
        say.done(
          t("cancelled", words(count)),
          ids.length === 0 ? undefined : { word: t("undo"), act: () => retry.mutate({ ids }) },
        ),
      onError,
      onSettled,
    }),
  );
  return {
    retry: retry.mutate,
    retryAll: (destinationId, statuses) => retryAll.mutate({ destinationId, statuses }),
    cancel: cancel.mutate,
    busy: retry.isPending || retryAll.isPending || cancel.isPending,
  };
}

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { useTRPC } from "../app/trpc.ts";
import { refusalText } from "../ui/load-problem.tsx";
import { useSay } from "../ui/say.tsx";
import { useFormats } from "../ui/use-formats.ts";

interface Which {
  ids?: number[];
  destinationId?: string;
}

/** Retry and cancel, with a word on what came of it; what the page knows of deliveries is asked anew. */
export function useDeliveryActs(): { retry(which: Which): void; cancel(which: Which): void; busy: boolean } {
  const { t } = useTranslation("deliveries");
  const formats = useFormats();
  const trpc = useTRPC();
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
  const cancel = useMutation(
    trpc.cancelDeliveries.mutationOptions({
      onSuccess: ({ count }) => say.done(t("cancelled", words(count))),
      onError,
      onSettled,
    }),
  );
  return { retry: retry.mutate, cancel: cancel.mutate, busy: retry.isPending || cancel.isPending };
}

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
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
  /** All failed ones of a destination, or of all destinations. */
  retryFailed(destinationId: string | null): void;
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
  const retryFailed = useMutation({
    mutationFn: (destinationId: string | null) => client.retryDeliveries.mutate(destinationId === null ? {} : { destinationId }),
    networkMode: "always",
    onSuccess: ({ count }) => say.done(t("retried", words(count))),
    onError,
    onSettled,
  });
  const cancel = useMutation(
    trpc.cancelDeliveries.mutationOptions({
      onSuccess: ({ count }) => say.done(t("cancelled", words(count))),
      onError,
      onSettled,
    }),
  );
  return {
    retry: retry.mutate,
    retryFailed: retryFailed.mutate,
    cancel: cancel.mutate,
    busy: retry.isPending || retryFailed.isPending || cancel.isPending,
  };
}

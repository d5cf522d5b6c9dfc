import { useMutation } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { refusalOf } from "../form/refusal.ts";
import { useSay } from "../ui/say.tsx";
import { useTRPC } from "./trpc.ts";

/** The two orders about all deliveries; how it stands comes with the live status. */
export function useDeliveriesPause() {
  const { t } = useTranslation("app");
  const say = useSay();
  const trpc = useTRPC();
  const onError = (error: unknown) => say.failed(refusalOf(error)?.message ?? t("pause.noAnswer"));
  const pause = useMutation(trpc.pauseDeliveries.mutationOptions({ onError }));
  const resume = useMutation(trpc.resumeDeliveries.mutationOptions({ onError, onSuccess: () => say.done(t("pause.goesOn")) }));
  return { pause, resume };
}

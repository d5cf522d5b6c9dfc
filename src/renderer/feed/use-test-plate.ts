import { useMutation } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { useTRPC } from "../app/trpc.ts";
import { refusalText } from "../ui/load-problem.tsx";
import { useSay } from "../ui/say.tsx";

/** Posts a made-up plate through the receiver's own socket, and says how that went. */
export function useTestPlate(): { send: () => void; sending: boolean } {
  const { t } = useTranslation("feed");
  const trpc = useTRPC();
  const say = useSay();
  const test = useMutation(
    trpc.sendTestPlate.mutationOptions({
      onSuccess: ({ plate }) => say.done(t("empty.testSent", { plate: plate.toUpperCase() })),
      onError: (error) => say.failed(refusalText(error) ?? t("empty.testNoAnswer")),
    }),
  );
  return { send: () => test.mutate(), sending: test.isPending };
}

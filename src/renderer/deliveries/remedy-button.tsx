import { Button } from "@fluentui/react-components";
import { useMutation, useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { useLocation } from "wouter";
import type { DestinationStatus } from "../../shared/status.ts";
import { useTRPC } from "../app/trpc.ts";
import { remedyOf } from "../destinations/remedy.ts";
import { refusalText } from "../ui/load-problem.tsx";
import { useSay } from "../ui/say.tsx";

/** The button that mends what keeps a destination from sending, or leads to where it is mended. */
export function RemedyButton({ destination }: { destination: DestinationStatus }) {
  const { t } = useTranslation("deliveries");
  const trpc = useTRPC();
  const say = useSay();
  const [, navigate] = useLocation();
  const forwarders = useQuery(trpc.forwarders.queryOptions(undefined, { staleTime: Number.POSITIVE_INFINITY }));
  const schema = forwarders.data?.find(({ type }) => type === destination.forwarder)?.schema;
  const remedy = remedyOf(destination, schema);
  const { name } = destination;
  const resume = useMutation(
    trpc.resumeDestination.mutationOptions({
      onSuccess: () => say.done(t("remedy.tried", { name })),
      onError: (error) => say.failed(refusalText(error) ?? t("noAnswer")),
    }),
  );
  if (remedy === null) return null;
  if (!("to" in remedy))
    return (
      <Button
        size="small"
        appearance={remedy.is === "resume" ? "primary" : "secondary"}
        disabledFocusable={resume.isPending}
        onClick={() => resume.mutate({ id: destination.id })}
      >
        {t(`remedy.${remedy.is}`, { name })}
      </Button>
    );
  const words = {
    name,
    ...(remedy.is === "enter" ? { field: remedy.title } : {}),
    ...(remedy.is === "camera" ? { camera: remedy.camera } : {}),
  };
  return (
    <Button size="small" appearance="primary" onClick={() => navigate(remedy.to)}>
      {t(`remedy.${remedy.is}`, words)}
    </Button>
  );
}

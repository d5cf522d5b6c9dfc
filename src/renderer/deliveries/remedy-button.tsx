import { Button } from "@fluentui/react-components";
import { useMutation } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { useLocation } from "wouter";
import type { DestinationStatus } from "../../shared/status.ts";
import { useTRPC } from "../app/trpc.ts";
import { useRemedies } from "../destinations/use-remedies.ts";
import { refusalText } from "../ui/load-problem.tsx";
import { useSay } from "../ui/say.tsx";

/** The button that mends what keeps a destination from sending, or leads to where it is mended. */
export function RemedyButton({ destination }: { destination: DestinationStatus }) {
  const { t } = useTranslation("deliveries");
  const trpc = useTRPC();
  const say = useSay();
  const [, navigate] = useLocation();
  const found = useRemedies()(destination);
  const resume = useMutation(
    trpc.resumeDestination.mutationOptions({
      onSuccess: () => say.done(t("remedy.tried", { name: destination.name })),
      onError: (error) => say.failed(refusalText(error) ?? t("noAnswer")),
    }),
  );
  if (found === null) return null;
  const { remedy, label } = found;
  if ("to" in remedy)
    return (
      <Button size="small" appearance="primary" onClick={() => navigate(remedy.to)}>
        {label}
      </Button>
    );
  return (
    <Button
      size="small"
      appearance={remedy.is === "resume" ? "primary" : "secondary"}
      disabledFocusable={resume.isPending}
      onClick={() => resume.mutate({ id: destination.id })}
    >
      {label}
    </Button>
  );
}

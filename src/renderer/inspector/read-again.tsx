import { Button, MessageBar, MessageBarBody, makeStyles, tokens } from "@fluentui/react-components";
import { ArrowRepeatAll20Regular } from "@fluentui/react-icons";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Inspection } from "../../shared/inspection.ts";
import { useTRPC } from "../app/trpc.ts";
import { refusalText } from "../ui/load-problem.tsx";
import { useSay } from "../ui/say.tsx";
import { useFormats } from "../ui/use-formats.ts";
import { ChooseDestinations } from "./choose-destinations.tsx";
import { Part } from "./part.tsx";

const useStyles = makeStyles({
  words: { margin: 0 },
  act: { display: "flex", flexWrap: "wrap", gap: tokens.spacingHorizontalS },
});

/** What the parser makes of the webhook now, and the order to take that over. */
export function ReadAgain({ inspection }: { inspection: Inspection }) {
  const { t } = useTranslation("inspector");
  const { t: ui } = useTranslation("ui");
  const styles = useStyles();
  const formats = useFormats();
  const trpc = useTRPC();
  const queries = useQueryClient();
  const say = useSay();
  const [chosen, setChosen] = useState<string[]>([]);
  const { event, now } = inspection;
  const order = useMutation(
    trpc.rereadEvent.mutationOptions({
      async onSuccess(report) {
        const words = { count: report.reads, number: formats.number(report.reads), owed: formats.number(report.deliveries) };
        say.done(report.deliveries === 0 ? t("again.done", words) : t("again.doneOwed", words));
        await queries.invalidateQueries();
      },
      onError: (error) => say.failed(refusalText(error) ?? ui("noAnswer")),
    }),
  );
  const helps = now.outcome === "understood" || now.outcome === "corrected";
  const words = { count: now.reads, number: formats.number(now.reads), reason: now.reason ?? "" };
  return (
    <Part title={t("again.title")} intro={t("again.intro")}>
      {helps ? (
        <MessageBar intent="success" layout="multiline">
          <MessageBarBody>{t(`again.now.${now.outcome}`, words)}</MessageBarBody>
        </MessageBar>
      ) : (
        <p className={styles.words} data-testid="parser-says">
          {t(now.outcome === "unchanged" && event.kind === "other" ? "again.now.other" : `again.now.${now.outcome}`, words)}
        </p>
      )}
      {now.outcome !== "quarantined" && event.kind !== "other" && (
        <>
          <ChooseDestinations chosen={chosen} onChange={setChosen} />
          <div className={styles.act}>
            <Button
              appearance={helps ? "primary" : "secondary"}
              icon={<ArrowRepeatAll20Regular />}
              disabledFocusable={order.isPending || (!helps && chosen.length === 0)}
              onClick={() => order.mutate({ eventId: event.id, destinationIds: chosen })}
            >
              {t(chosen.length === 0 ? "again.act" : "again.actOwed", { count: chosen.length })}
            </Button>
          </div>
        </>
      )}
    </Part>
  );
}

import { Button, makeStyles, ProgressBar, tokens } from "@fluentui/react-components";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { ReplayView } from "../../../shared/replay.ts";
import { useDestinationNames } from "../../app/destination-names.ts";
import { useTRPC } from "../../app/trpc.ts";
import { ConfirmDialog } from "../../ui/confirm-dialog.tsx";
import { refusalText } from "../../ui/load-problem.tsx";
import { useSay } from "../../ui/say.tsx";
import { StateShape } from "../../ui/state-shape.tsx";
import { useFormats } from "../../ui/use-formats.ts";
import { replayProgress } from "./progress.ts";

/** One that ended is told of for this long. Milliseconds. */
const rememberedMs = 10 * 60_000;

const useStyles = makeStyles({
  lines: { flexShrink: 0, margin: 0, padding: `0 ${tokens.spacingHorizontalL}`, listStyleType: "none" },
  line: {
    display: "grid",
    gridTemplateColumns: "16px minmax(0, 1fr) auto",
    columnGap: tokens.spacingHorizontalS,
    alignItems: "center",
    padding: `${tokens.spacingVerticalSNudge} 0`,
    borderBottom: `1px solid ${tokens.colorNeutralStroke3}`,
  },
  words: { display: "flex", flexWrap: "wrap", columnGap: tokens.spacingHorizontalM, alignItems: "baseline" },
  name: { fontWeight: tokens.fontWeightSemibold },
  numbers: { color: tokens.colorNeutralForeground2, fontVariantNumeric: "tabular-nums" },
  bar: { marginTop: tokens.spacingVerticalXS },
});

/** Replays that run, and those that ended a moment ago. */
export function ReplayLines({ destinationId }: { destinationId: string | null }) {
  const { t } = useTranslation("replay");
  const styles = useStyles();
  const trpc = useTRPC();
  const { data } = useQuery(
    trpc.replays.queryOptions(undefined, {
      refetchInterval: ({ state }) => (state.data?.some((replay) => replay.state === "running") === true ? 1_500 : 15_000),
    }),
  );
  const now = Date.now();
  const shown = (data ?? [])
    .filter(({ orders }) => destinationId === null || orders.destinationId === destinationId)
    .filter(({ state, endedAt }) => state === "running" || now - (endedAt ?? 0) < rememberedMs)
    .slice(0, 4);
  if (shown.length === 0) return null;
  return (
    <ul className={styles.lines} aria-label={t("lines")}>
      {shown.map((replay) => (
        <ReplayLine key={replay.id} replay={replay} />
      ))}
    </ul>
  );
}

function ReplayLine({ replay }: { replay: ReplayView }) {
  const { t } = useTranslation("replay");
  const formats = useFormats();
  const styles = useStyles();
  const nameOf = useDestinationNames();
  const trpc = useTRPC();
  const queries = useQueryClient();
  const say = useSay();
  const [asking, setAsking] = useState(false);
  const { counts, state, orders } = replay;
  const { share, left, ended } = replayProgress(replay);
  const name = nameOf(orders.destinationId);
  const words = (count: number) => ({ count, number: formats.number(count) });
  const cancel = useMutation(
    trpc.cancelReplay.mutationOptions({
      onSuccess: ({ cancelled }) => say.done(t("cancelled", words(cancelled))),
      onError: (error) => say.failed(refusalText(error) ?? t("noAnswer")),
      onSettled: () => queries.invalidateQueries(trpc.replays.queryFilter()),
    }),
  );
  const facts = [
    t("line.delivered", words(counts.delivered)),
    left > 0 && state === "running" && t("line.waiting", words(left)),
    counts.failed > 0 && t("line.failed", words(counts.failed)),
    ended - counts.delivered - counts.failed > 0 && t("line.unsent", words(ended - counts.delivered - counts.failed)),
    replay.keptBack > 0 && t("line.keptBack", words(replay.keptBack)),
  ].filter((fact) => fact !== false);
  return (
    <li className={styles.line} data-testid={`replay-${replay.id}`}>
      <StateShape state={state === "running" ? "sending" : state === "done" ? "delivered" : "cancelled"} />
      <div>
        <div className={styles.words}>
          <span className={styles.name}>{t(`line.${state}`, { name })}</span>
          <span className={styles.numbers}>{facts.join(" · ")}</span>
        </div>
        {state === "running" && <ProgressBar className={styles.bar} value={share} aria-label={t("line.progress", { name })} />}
      </div>
      {state === "running" && (
        <Button size="small" disabled={cancel.isPending} onClick={() => setAsking(true)}>
          {t("line.cancel")}
        </Button>
      )}
      <ConfirmDialog
        open={asking}
        title={t("cancelTitle", { name })}
        text={t("cancelText", { name, delivered: formats.number(counts.delivered) })}
        confirm={t("cancelConfirm")}
        onConfirm={() => cancel.mutate({ id: replay.id })}
        onClose={() => setAsking(false)}
      />
    </li>
  );
}

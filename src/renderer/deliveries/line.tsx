import { Button, Link as FluentLink, makeStyles, tokens } from "@fluentui/react-components";
import { skipToken, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useLocation } from "wouter";
import type { DestinationStatus } from "../../shared/status.ts";
import { useStatusWords } from "../app/status-words.ts";
import { useTRPC } from "../app/trpc.ts";
import { ConfirmDialog } from "../ui/confirm-dialog.tsx";
import { StateShape } from "../ui/state-shape.tsx";
import { useFormats } from "../ui/use-formats.ts";
import { timeToEmpty } from "./estimate.ts";
import { RemedyButton } from "./remedy-button.tsx";
import { useDeliveryActs } from "./use-delivery-acts.ts";

const useStyles = makeStyles({
  line: {
    display: "grid",
    gridTemplateColumns: "16px minmax(0, 1fr) auto",
    columnGap: tokens.spacingHorizontalS,
    alignItems: "center",
    padding: `${tokens.spacingVerticalSNudge} 0`,
    borderBottom: `1px solid ${tokens.colorNeutralStroke3}`,
    "@media (max-width: 600px)": { gridTemplateColumns: "16px minmax(0, 1fr)" },
  },
  head: { display: "flex", flexWrap: "wrap", columnGap: tokens.spacingHorizontalM, alignItems: "baseline" },
  name: { fontWeight: tokens.fontWeightSemibold, color: tokens.colorNeutralForeground1 },
  numbers: { color: tokens.colorNeutralForeground2, fontVariantNumeric: "tabular-nums" },
  sentence: { color: tokens.colorNeutralForeground2, fontSize: tokens.fontSizeBase200, lineHeight: tokens.lineHeightBase200 },
  acts: {
    display: "flex",
    flexWrap: "wrap",
    justifyContent: "flex-end",
    gap: tokens.spacingHorizontalXS,
    "@media (max-width: 600px)": { gridColumn: "2", justifyContent: "flex-start", paddingTop: tokens.spacingVerticalXS },
  },
});

/** A destination's queue in one line: how many wait and why, when the next try is, how long it takes, and what one can do. */
export function DestinationLine({ destination }: { destination: DestinationStatus }) {
  const { t } = useTranslation("deliveries");
  const formats = useFormats();
  const styles = useStyles();
  const [, navigate] = useLocation();
  const acts = useDeliveryActs();
  const sentences = useStatusWords();
  const [asking, setAsking] = useState(false);
  const { id, name, waiting, failed, state, nextAttemptAt } = destination;
  const pace = usePace(destination);
  const left = pace === null ? null : timeToEmpty(waiting, pace);
  const words = (count: number) => ({ count, number: formats.number(count), name });
  const page = `/destinations/${encodeURIComponent(id)}`;
  const numbers = [
    destination.since !== null && troubled.has(state) && t("line.since", { time: formats.minute(destination.since, Date.now()) }),
    waiting > 0 && t("line.waiting", words(waiting)),
    failed > 0 && t("line.failed", words(failed)),
    state !== "paused" && waiting > 0 && nextAttemptAt !== null && nextAttemptAt > Date.now()
      ? t("line.next", { time: formats.time(nextAttemptAt, Date.now()) })
      : false,
    pace !== null && pace > 0 && t("line.rate", { count: pace, number: formats.number(pace) }),
    left !== null && t("line.left", { duration: formats.duration(left) }),
  ].filter((part) => part !== false);
  return (
    <li className={styles.line} data-testid={`line-${id}`}>
      <StateShape state={state} />
      <div>
        <div className={styles.head}>
          <FluentLink
            appearance="subtle"
            className={styles.name}
            href={page}
            onClick={(clicked) => {
              clicked.preventDefault();
              navigate(page);
            }}
          >
            {name}
          </FluentLink>
          <span className={styles.numbers}>{numbers.join(" · ")}</span>
        </div>
        <div className={styles.sentence}>{sentences.destination(destination)}</div>
      </div>
      <div className={styles.acts}>
        <RemedyButton destination={destination} />
        {failed > 0 && (
          <Button size="small" disabled={acts.busy} onClick={() => acts.retryAll(id, ["failed"])}>
            {t("line.retry", words(failed))}
          </Button>
        )}
        {waiting > 0 && (
          <Button size="small" appearance="subtle" disabled={acts.busy} onClick={() => setAsking(true)}>
            {t("line.cancel")}
          </Button>
        )}
      </div>
      <ConfirmDialog
        open={asking}
        title={t("line.cancelTitle", words(waiting))}
        text={t("line.cancelText", words(waiting))}
        confirm={t("line.cancelConfirm", words(waiting))}
        onConfirm={() => acts.cancel({ destinationId: id })}
        onClose={() => setAsking(false)}
      />
    </li>
  );
}

/** States whose beginning is worth telling. */
const troubled: ReadonlySet<string> = new Set(["paused", "retrying", "cameraPaused"]);

/** Deliveries per minute of a queue that is long enough to ask; null where it stands still or is nearly empty. */
function usePace({ id, waiting, state }: DestinationStatus): number | null {
  const trpc = useTRPC();
  const worthIt = waiting >= 20 && (state === "waiting" || state === "ok");
  const { data } = useQuery(trpc.destinationNumbers.queryOptions(worthIt ? { id } : skipToken, { refetchInterval: 10_000 }));
  return worthIt && data !== undefined ? data.ratePerMinute : null;
}

import { makeStyles, Tooltip, tokens } from "@fluentui/react-components";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { deliveryStatuses, type LedgerLine } from "../../shared/delivery.ts";
import { useDestinationNames } from "../app/destination-names.ts";
import { useStatus } from "../app/live-context.tsx";
import { useTRPC } from "../app/trpc.ts";
import { Fold } from "../ui/fold.tsx";
import { LoadProblem } from "../ui/load-problem.tsx";
import { StateShape } from "../ui/state-shape.tsx";
import { useFormats } from "../ui/use-formats.ts";

const useStyles = makeStyles({
  root: {
    flexShrink: 0,
    maxHeight: "45%",
    overflow: "auto",
    padding: `${tokens.spacingVerticalXS} ${tokens.spacingHorizontalL}`,
    borderTop: `1px solid ${tokens.colorNeutralStroke2}`,
    backgroundColor: tokens.colorNeutralBackground1,
  },
  title: { display: "inline-flex", alignItems: "center", gap: tokens.spacingHorizontalS },
  state: { display: "inline-flex", alignItems: "center", gap: tokens.spacingHorizontalXS, fontWeight: tokens.fontWeightRegular },
  accounts: { margin: 0, padding: 0, listStyleType: "none" },
  account: { padding: `${tokens.spacingVerticalXS} 0`, borderTop: `1px solid ${tokens.colorNeutralStroke3}` },
  head: { display: "flex", flexWrap: "wrap", alignItems: "center", columnGap: tokens.spacingHorizontalM },
  name: { fontWeight: tokens.fontWeightSemibold },
  parts: {
    display: "flex",
    flexWrap: "wrap",
    columnGap: tokens.spacingHorizontalL,
    margin: 0,
    padding: 0,
    listStyleType: "none",
    color: tokens.colorNeutralForeground2,
  },
  part: {
    display: "inline-flex",
    alignItems: "center",
    gap: tokens.spacingHorizontalXS,
    minHeight: "24px",
    borderRadius: tokens.borderRadiusSmall,
    fontVariantNumeric: "tabular-nums",
    ":focus-visible": { outline: `2px solid ${tokens.colorStrokeFocus2}`, outlineOffset: "1px" },
  },
  number: { fontVariantNumeric: "tabular-nums" },
  text: { margin: `${tokens.spacingVerticalXS} 0`, color: tokens.colorNeutralForeground2 },
});

/** The books: every read that was accepted has become exactly one thing, at any time. */
export function Ledger() {
  const { t } = useTranslation("deliveries");
  const styles = useStyles();
  const [open, setOpen] = useState(false);
  const balanced = useStatus()?.ledgerBalanced ?? true;
  return (
    <div className={styles.root}>
      <Fold
        open={open}
        onOpen={setOpen}
        title={
          <span className={styles.title}>
            {t("ledger.title")}
            <Balance balanced={balanced} />
          </span>
        }
      >
        <Books />
      </Fold>
    </div>
  );
}

function Balance({ balanced }: { balanced: boolean }) {
  const { t } = useTranslation("deliveries");
  const styles = useStyles();
  return (
    <span className={styles.state}>
      <StateShape state={balanced ? "balanced" : "error"} />
      {t(balanced ? "ledger.balanced" : "ledger.unbalanced")}
    </span>
  );
}

function Books() {
  const { t } = useTranslation("deliveries");
  const styles = useStyles();
  const trpc = useTRPC();
  const { data, error, refetch } = useQuery(trpc.ledger.queryOptions(undefined, { refetchInterval: 5_000 }));
  if (error !== null && data === undefined) return <LoadProblem error={error} onRetry={() => void refetch()} />;
  return (
    <>
      <p className={styles.text}>{t("ledger.text")}</p>
      <ul className={styles.accounts}>
        {data?.map((line) => (
          <Account key={line.destinationId} line={line} />
        ))}
      </ul>
      {data?.length === 0 && <p className={styles.text}>{t("ledger.none")}</p>}
    </>
  );
}

/** One destination's account: so many were accepted, and what became of each of them. */
function Account({ line }: { line: LedgerLine }) {
  const { t } = useTranslation(["deliveries", "ui"]);
  const formats = useFormats();
  const styles = useStyles();
  const nameOf = useDestinationNames();
  const { destinationId, accepted, counts, balanced } = line;
  const sum = deliveryStatuses.reduce((total, status) => total + counts[status], 0);
  const words = (count: number) => ({ count, number: formats.number(count) });
  return (
    <li className={styles.account} data-testid={`ledger-${destinationId}`}>
      <div className={styles.head}>
        <span className={styles.name}>{nameOf(destinationId)}</span>
        <Balance balanced={balanced} />
      </div>
      <ul className={styles.parts}>
        <li className={styles.number}>{t("deliveries:ledger.accepted", words(accepted))}</li>
        {deliveryStatuses
          .filter((status) => counts[status] > 0)
          .map((status) => (
            <li key={status}>
              <Tooltip content={t(`deliveries:ledger.means.${status}`)} relationship="description" withArrow>
                {/* biome-ignore lint/a11y/noNoninteractiveTabindex: so that the keyboard, too, gets to what the word means */}
                <span className={styles.part} tabIndex={0}>
                  <StateShape state={status} />
                  {t("deliveries:ledger.part", { number: formats.number(counts[status]), word: t(`ui:status.${status}`) })}
                </span>
              </Tooltip>
            </li>
          ))}
        {accepted === 0 && sum === 0 && <li className={styles.text}>{t("deliveries:ledger.nothing")}</li>}
      </ul>
      {!balanced && (
        <p className={styles.text}>
          {t("deliveries:ledger.missing", { accepted: formats.number(accepted), sum: formats.number(sum) })}
        </p>
      )}
    </li>
  );
}

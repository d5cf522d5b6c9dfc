import {
  makeStyles,
  Table,
  TableBody,
  TableCell,
  TableHeader,
  TableHeaderCell,
  TableRow,
  tokens,
} from "@fluentui/react-components";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { deliveryStatuses } from "../../shared/delivery.ts";
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
  table: { minWidth: "860px" },
  number: { fontVariantNumeric: "tabular-nums" },
  text: { margin: `${tokens.spacingVerticalXS} 0`, color: tokens.colorNeutralForeground2 },
});

/** The books: every read that was accepted is in exactly one column, at any time. */
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
  const { t } = useTranslation(["deliveries", "ui"]);
  const formats = useFormats();
  const styles = useStyles();
  const nameOf = useDestinationNames();
  const trpc = useTRPC();
  const { data, error, refetch } = useQuery(trpc.ledger.queryOptions(undefined, { refetchInterval: 5_000 }));
  if (error !== null && data === undefined) return <LoadProblem error={error} onRetry={() => void refetch()} />;
  return (
    <>
      <p className={styles.text}>{t("deliveries:ledger.text")}</p>
      <Table size="small" className={styles.table} aria-label={t("deliveries:ledger.title")}>
        <TableHeader>
          <TableRow>
            <TableHeaderCell>{t("deliveries:ledger.destination")}</TableHeaderCell>
            <TableHeaderCell>{t("deliveries:ledger.accepted")}</TableHeaderCell>
            {deliveryStatuses.map((status) => (
              <TableHeaderCell key={status}>{t(`ui:status.${status}`)}</TableHeaderCell>
            ))}
            <TableHeaderCell>{t("deliveries:ledger.sum")}</TableHeaderCell>
          </TableRow>
        </TableHeader>
        <TableBody>
          {data?.map((line) => (
            <TableRow key={line.destinationId}>
              <TableCell>{nameOf(line.destinationId)}</TableCell>
              <TableCell className={styles.number}>{formats.number(line.accepted)}</TableCell>
              {deliveryStatuses.map((status) => (
                <TableCell key={status} className={styles.number}>
                  {formats.number(line.counts[status])}
                </TableCell>
              ))}
              <TableCell>
                <Balance balanced={line.balanced} />
              </TableCell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </>
  );
}

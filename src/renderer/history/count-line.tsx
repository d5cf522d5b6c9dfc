import { makeStyles, ProgressBar, tokens } from "@fluentui/react-components";
import { useTranslation } from "react-i18next";
import type { HistoryCount } from "../../shared/history.ts";
import { useFormats } from "../ui/use-formats.ts";

const useStyles = makeStyles({
  count: { whiteSpace: "nowrap", color: tokens.colorNeutralForeground2 },
  // Room is kept, so that nothing moves when a search takes its time.
  busy: { height: "2px", flexShrink: 0 },
});

/** "12,345 reads", or "more than 12,345" where counting them all would take long. */
export function CountLine({ count }: { count: HistoryCount | undefined }) {
  const { t } = useTranslation("history");
  const formats = useFormats();
  const styles = useStyles();
  const number = count === undefined ? "" : formats.number(count.reads);
  return (
    <span className={styles.count} role="status" data-testid="count">
      {count === undefined ? "" : count.exact ? t("count", { count: count.reads, number }) : t("atLeast", { number })}
    </span>
  );
}

/** A thin line that moves while the core searches. */
export function Busy({ busy }: { busy: boolean }) {
  const { t } = useTranslation("history");
  const styles = useStyles();
  return <div className={styles.busy}>{busy && <ProgressBar thickness="medium" aria-label={t("searching")} />}</div>;
}

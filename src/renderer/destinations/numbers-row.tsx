import { makeStyles, mergeClasses, tokens } from "@fluentui/react-components";
import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "wouter";
import type { DestinationStatus } from "../../shared/status.ts";
import { useTRPC } from "../app/trpc.ts";
import { useFormats } from "../ui/use-formats.ts";
import { backlogMs } from "./backlog.ts";

const phone = "@media (max-width: 640px)";

const useStyles = makeStyles({
  row: {
    display: "grid",
    gridTemplateColumns: "repeat(5, minmax(0, 1fr))",
    columnGap: tokens.spacingHorizontalL,
    rowGap: tokens.spacingVerticalS,
    margin: 0,
    padding: `${tokens.spacingVerticalM} ${tokens.spacingHorizontalL}`,
    [phone]: { gridTemplateColumns: "repeat(2, minmax(0, 1fr))", padding: `${tokens.spacingVerticalM} 0` },
  },
  number: { display: "flex", flexDirection: "column", minWidth: 0 },
  name: { color: tokens.colorNeutralForeground2, fontSize: tokens.fontSizeBase200, lineHeight: tokens.lineHeightBase200 },
  value: {
    margin: 0,
    fontSize: tokens.fontSizeBase500,
    lineHeight: tokens.lineHeightBase500,
    fontWeight: tokens.fontWeightSemibold,
    fontVariantNumeric: "tabular-nums",
  },
  bad: { color: tokens.colorPaletteRedForeground1 },
  more: {
    margin: 0,
    color: tokens.colorNeutralForeground2,
    fontSize: tokens.fontSizeBase200,
    lineHeight: tokens.lineHeightBase200,
    minHeight: tokens.lineHeightBase200,
  },
  link: {
    color: tokens.colorBrandForegroundLink,
    borderRadius: tokens.borderRadiusSmall,
    ":hover": { color: tokens.colorBrandForegroundLinkHover },
    ":focus-visible": { outline: `2px solid ${tokens.colorStrokeFocus2}`, outlineOffset: "2px" },
  },
});

/** Today in five numbers. A long queue gets its rate and an estimate; what failed leads to the deliveries. */
export function NumbersRow({ id, status }: { id: string; status: DestinationStatus | null }) {
  const { t } = useTranslation("destinations");
  const styles = useStyles();
  const formats = useFormats();
  const trpc = useTRPC();
  const { data } = useQuery(trpc.destinationNumbers.queryOptions({ id }, { refetchInterval: 5_000 }));
  const waiting = status?.waiting ?? data?.waiting ?? 0;
  const failed = status?.failed ?? data?.failed ?? 0;
  const delivered = status?.deliveredToday ?? data?.deliveredToday ?? 0;
  const rate = data?.ratePerMinute ?? 0;
  // While nothing is sent, the rate of the last minutes says nothing about what waits.
  const halted = status?.state === "paused" || status?.state === "disabled";
  const takes = halted ? null : backlogMs(waiting, rate);
  const list = (words: string, show: "waiting" | "failed") => (
    <Link className={styles.link} href={`/deliveries?destination=${encodeURIComponent(id)}&show=${show}`}>
      {words}
    </Link>
  );
  return (
    <dl className={styles.row} aria-label={t("today")}>
      <Figure name={t("number.delivered")} value={formats.number(delivered)} />
      <Figure
        name={t("number.waiting")}
        value={formats.number(waiting)}
        more={
          takes === null ? waiting > 0 && list(t("number.show"), "waiting") : t("number.takes", { time: formats.duration(takes) })
        }
      />
      <Figure
        name={t("number.failed")}
        value={formats.number(failed)}
        bad={failed > 0}
        more={failed > 0 && list(t("number.why"), "failed")}
      />
      <Figure
        name={t("number.delay")}
        value={data === undefined || data.medianDelayMs === null ? t("number.none") : formats.duration(data.medianDelayMs)}
        more={t("number.delayHelp")}
      />
      <Figure name={t("number.rate")} value={t("number.perMinute", { number: formats.number(Math.round(rate * 10) / 10) })} />
    </dl>
  );
}

function Figure({ name, value, bad = false, more }: { name: string; value: string; bad?: boolean; more?: ReactNode }) {
  const styles = useStyles();
  return (
    <div className={styles.number}>
      <dt className={styles.name}>{name}</dt>
      <dd className={mergeClasses(styles.value, bad && styles.bad)}>{value}</dd>
      {more !== undefined && more !== false && <dd className={styles.more}>{more}</dd>}
    </div>
  );
}

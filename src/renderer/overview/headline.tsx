import { makeStyles, tokens } from "@fluentui/react-components";
import { useTranslation } from "react-i18next";
import type { DestinationHistory } from "../../shared/overview.ts";
import { useFormats } from "../ui/use-formats.ts";
import { largest } from "./sums.ts";

const useStyles = makeStyles({
  row: {
    display: "grid",
    gridTemplateColumns: "repeat(auto-fit, minmax(130px, 1fr))",
    gap: tokens.spacingHorizontalL,
    margin: 0,
    minHeight: "66px",
  },
  name: { color: tokens.colorNeutralForeground2, fontSize: tokens.fontSizeBase200, lineHeight: tokens.lineHeightBase200 },
  value: {
    margin: 0,
    fontSize: tokens.fontSizeBase600,
    lineHeight: tokens.lineHeightBase600,
    fontWeight: tokens.fontWeightSemibold,
    fontVariantNumeric: "tabular-nums",
  },
  more: {
    margin: 0,
    color: tokens.colorNeutralForeground2,
    fontSize: tokens.fontSizeBase200,
    lineHeight: tokens.lineHeightBase200,
  },
});

/** The range in four numbers, to be read from afar. */
export function Headline({
  sums,
  edges,
  destinations,
  cameras,
}: {
  /** Reads per hour. */
  sums: readonly number[];
  edges: readonly number[];
  destinations: readonly DestinationHistory[];
  cameras: number;
}) {
  const { t } = useTranslation("overview");
  const formats = useFormats();
  const reads = sums.reduce((sum, one) => sum + one, 0);
  const peak = largest(sums);
  const delivered = destinations.reduce((sum, { whole }) => sum + whole.delivered, 0);
  const failed = destinations.reduce((sum, { whole }) => sum + whole.failed, 0);
  const tries = delivered + failed;
  const styles = useStyles();
  return (
    <dl className={styles.row}>
      <Figure name={t("headline.reads")} value={formats.number(reads)} more={t("headline.cameras", { count: cameras })} />
      <Figure
        name={t("headline.busiest")}
        value={peak === null ? t("nothing") : formats.number(sums[peak] ?? 0)}
        more={peak === null ? "" : formats.span(edges[peak] ?? 0, edges[peak + 1] ?? 0)}
      />
      <Figure
        name={t("headline.delivered")}
        value={formats.number(delivered)}
        more={t("headline.tries", { count: tries, number: formats.number(tries) })}
      />
      <Figure
        name={t("headline.success")}
        value={tries === 0 ? t("nothing") : formats.share(delivered / tries)}
        more={t("headline.failed", { count: failed, number: formats.number(failed) })}
      />
    </dl>
  );
}

function Figure({ name, value, more }: { name: string; value: string; more: string }) {
  const styles = useStyles();
  return (
    <div>
      <dt className={styles.name}>{name}</dt>
      <dd className={styles.value}>{value}</dd>
      <dd className={styles.more}>{more}</dd>
    </div>
  );
}

import {
  makeStyles,
  mergeClasses,
  Table,
  TableBody,
  TableCell,
  TableHeader,
  TableHeaderCell,
  TableRow,
  tokens,
} from "@fluentui/react-components";
import { useCallback, useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import type { DestinationHistory, DestinationPoint } from "../../shared/overview.ts";
import { useDestinationNames } from "../app/destination-names.ts";
import type { Formats } from "../ui/format.ts";
import { useFormats } from "../ui/use-formats.ts";
import { Chart } from "./chart.tsx";
import { ChartSection } from "./chart-section.tsx";
import { columnWords } from "./column-words.ts";
import type { Range } from "./ranges.ts";

const phone = "@media (max-width: 640px)";

const useStyles = makeStyles({
  number: { textAlign: "right", fontVariantNumeric: "tabular-nums", width: "14%", [phone]: { width: "22%" } },
  // The words of some languages are longer than a column of a phone.
  word: {
    overflowWrap: "anywhere",
    hyphens: "auto",
    "& .fui-TableHeaderCell__button": { minWidth: 0, overflowWrap: "anywhere" },
  },
  head: { "& .fui-TableHeaderCell__button": { justifyContent: "flex-end" } },
  aside: { [phone]: { display: "none" } },
  table: { tableLayout: "fixed", marginBottom: tokens.spacingVerticalM },
  choose: {
    maxWidth: "100%",
    overflow: "hidden",
    textOverflow: "ellipsis",
    whiteSpace: "nowrap",
    border: "none",
    padding: `${tokens.spacingVerticalXXS} ${tokens.spacingHorizontalXS}`,
    marginLeft: `calc(-1 * ${tokens.spacingHorizontalXS})`,
    borderRadius: tokens.borderRadiusSmall,
    background: "none",
    font: "inherit",
    color: tokens.colorBrandForegroundLink,
    cursor: "pointer",
    textAlign: "left",
    ":hover": { textDecorationLine: "underline" },
    ":focus-visible": { outline: `2px solid ${tokens.colorStrokeFocus2}`, outlineOffset: "-1px" },
  },
  chosen: { fontWeight: tokens.fontWeightSemibold, color: tokens.colorNeutralForeground1 },
  bad: { color: tokens.colorStatusDangerForeground1, fontWeight: tokens.fontWeightSemibold },
  charts: {
    display: "grid",
    gridTemplateColumns: "repeat(auto-fit, minmax(min(100%, 380px), 1fr))",
    gap: tokens.spacingHorizontalXXL,
  },
  subtitle: {
    margin: 0,
    fontSize: tokens.fontSizeBase300,
    lineHeight: tokens.lineHeightBase300,
    fontWeight: tokens.fontWeightSemibold,
  },
  none: { color: tokens.colorNeutralForeground2 },
});

/** How each destination did: tries, share that arrived, and how long it took; of the chosen one over time. */
export function DestinationsSection({
  range,
  edges,
  destinations,
}: {
  range: Range;
  edges: readonly number[];
  destinations: readonly DestinationHistory[];
}) {
  const { t } = useTranslation("overview");
  const formats = useFormats();
  const styles = useStyles();
  const nameOf = useDestinationNames();
  const [wanted, setWanted] = useState<string | null>(null);
  const chosen = destinations.find(({ destinationId }) => destinationId === wanted) ?? destinations[0];
  const name = chosen === undefined ? "" : nameOf(chosen.destinationId);
  const figures = figuresOf(formats, t("nothing"));
  const rows =
    chosen?.points.map((point, index) => [formats.span(edges[index] ?? 0, edges[index + 1] ?? 0), ...figures(point)]) ?? [];
  const heads = [
    t("destinations.delivered"),
    t("destinations.failed"),
    t("destinations.success"),
    t("destinations.median"),
    t("destinations.p95"),
  ];
  return (
    <ChartSection
      title={t("destinations.title")}
      {...(chosen === undefined ? {} : { table: { heads: [t("destinations.of", { name }), ...heads], rows } })}
    >
      {chosen === undefined ? (
        <p className={styles.none}>{t("destinations.none")}</p>
      ) : (
        <>
          <Table size="small" className={styles.table} aria-label={t("destinations.title")}>
            <TableHeader>
              <TableRow>
                <TableHeaderCell className={styles.word}>{t("destinations.destination")}</TableHeaderCell>
                {heads.map((head, index) => (
                  <TableHeaderCell
                    key={head}
                    className={mergeClasses(
                      styles.number,
                      styles.word,
                      styles.head,
                      index % 2 === 0 && index < 4 && styles.aside,
                    )}
                  >
                    {head}
                  </TableHeaderCell>
                ))}
              </TableRow>
            </TableHeader>
            <TableBody>
              {destinations.map(({ destinationId, whole }) => (
                <TableRow key={destinationId}>
                  <TableCell>
                    <button
                      type="button"
                      className={mergeClasses(styles.choose, destinationId === chosen.destinationId && styles.chosen)}
                      aria-pressed={destinationId === chosen.destinationId}
                      onClick={() => setWanted(destinationId)}
                    >
                      {nameOf(destinationId)}
                    </button>
                  </TableCell>
                  {figures(whole).map((figure, index) => (
                    <TableCell
                      key={heads[index]}
                      className={mergeClasses(
                        styles.number,
                        index % 2 === 0 && index < 4 && styles.aside,
                        index === 1 && whole.failed > 0 && styles.bad,
                      )}
                    >
                      {figure}
                    </TableCell>
                  ))}
                </TableRow>
              ))}
            </TableBody>
          </Table>
          <div className={styles.charts}>
            <Tries name={name} range={range} edges={edges} points={chosen.points} />
            <Latency name={name} range={range} edges={edges} points={chosen.points} />
          </div>
        </>
      )}
    </ChartSection>
  );
}

function figuresOf(formats: Formats, none: string): (point: DestinationPoint) => string[] {
  const time = (ms: number | null) => (ms === null ? none : formats.duration(ms));
  return ({ delivered, failed, medianMs, p95Ms }) => [
    formats.number(delivered),
    formats.number(failed),
    delivered + failed === 0 ? none : formats.share(delivered / (delivered + failed)),
    time(medianMs),
    time(p95Ms),
  ];
}

interface OverTime {
  name: string;
  range: Range;
  edges: readonly number[];
  points: readonly DestinationPoint[];
}

function Tries({ name, range, edges, points }: OverTime) {
  const { t } = useTranslation("overview");
  const formats = useFormats();
  const styles = useStyles();
  const series = useMemo(() => {
    const both = points.map(({ delivered, failed }) => (failed === 0 ? null : delivered + failed));
    return [
      // Behind the delivered ones, and as much higher as it has failed.
      {
        name: t("destinations.failed"),
        values: points.map(({ failed }) => failed),
        drawn: both,
        color: "bad",
        shape: "bars",
      } as const,
      {
        name: t("destinations.delivered"),
        values: points.map(({ delivered }) => delivered),
        color: "brand",
        shape: "bars",
      } as const,
    ];
  }, [points, t]);
  const column = useCallback((index: number) => columnWords(range, edges[index] ?? 0, formats), [range, edges, formats]);
  return (
    <div>
      <h3 className={styles.subtitle}>{t("destinations.tries", { name })}</h3>
      <Chart label={t("destinations.tries", { name })} edges={edges} series={series} value={formats.number} column={column} />
    </div>
  );
}

function Latency({ name, range, edges, points }: OverTime) {
  const { t } = useTranslation("overview");
  const formats = useFormats();
  const styles = useStyles();
  const series = useMemo(
    () => [
      { name: t("destinations.median"), values: points.map(({ medianMs }) => medianMs), color: "brand", shape: "line" } as const,
      { name: t("destinations.p95"), values: points.map(({ p95Ms }) => p95Ms), color: "quiet", shape: "dashes" } as const,
    ],
    [points, t],
  );
  const column = useCallback((index: number) => columnWords(range, edges[index] ?? 0, formats), [range, edges, formats]);
  return (
    <div>
      <h3 className={styles.subtitle}>{t("destinations.latency", { name })}</h3>
      <Chart label={t("destinations.latency", { name })} {...{ edges, series, column }} logarithmic value={formats.duration} />
    </div>
  );
}

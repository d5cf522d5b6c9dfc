import { makeStyles, tokens } from "@fluentui/react-components";
import "uplot/dist/uPlot.min.css";
import { type KeyboardEvent, useMemo, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { useFormats } from "../ui/use-formats.ts";
import type { ChartSeries, PlotData } from "./plot-options.ts";
import { usePlot } from "./use-plot.ts";

const height = 190;

const useStyles = makeStyles({
  chart: {
    height: `${height}px`,
    borderRadius: tokens.borderRadiusMedium,
    ":focus-visible": { outline: `2px solid ${tokens.colorStrokeFocus2}`, outlineOffset: "2px" },
    "& .u-cursor-x": { borderRight: `1px dashed ${tokens.colorNeutralForeground3}` },
  },
  said: {
    display: "flex",
    flexWrap: "wrap",
    columnGap: tokens.spacingHorizontalL,
    // Room for what is told, so that nothing moves when it is.
    minHeight: tokens.lineHeightBase300,
    "@media (max-width: 600px)": { minHeight: `calc(2 * ${tokens.lineHeightBase300})` },
    color: tokens.colorNeutralForeground2,
    fontVariantNumeric: "tabular-nums",
  },
  key: { display: "inline-flex", alignItems: "center", gap: tokens.spacingHorizontalSNudge },
  bar: { width: "10px", height: "10px", forcedColorAdjust: "none" },
  line: { width: "18px", height: 0, borderTopWidth: "2px" },
  brand: { backgroundColor: tokens.colorCompoundBrandForeground1, borderTopColor: tokens.colorCompoundBrandForeground1 },
  bad: { backgroundColor: tokens.colorStatusDangerForeground1, borderTopColor: tokens.colorStatusDangerForeground1 },
  quiet: { backgroundColor: tokens.colorNeutralForeground2, borderTopColor: tokens.colorNeutralForeground2 },
});

/**
 * Numbers over time. What is pointed at is told above it, by mouse or by arrow keys; to screen readers it is a slider over time. A table
 * of the same is beside it (chart-section.tsx). It has its height before anything is known.
 */
export function Chart({
  label,
  edges,
  series,
  logarithmic = false,
  value,
  column,
}: {
  label: string;
  edges: readonly number[];
  series: readonly ChartSeries[];
  logarithmic?: boolean;
  value: (value: number) => string;
  column: (index: number) => string;
}) {
  const { t } = useTranslation("overview");
  const formats = useFormats();
  const styles = useStyles();
  const target = useRef<HTMLDivElement>(null);
  const [shown, setShown] = useState<number | null>(null);
  const data = useMemo<PlotData>(
    () => ({ edges, series, height, logarithmic, value, column }),
    [edges, series, logarithmic, value, column],
  );
  usePlot(target, data, { shown, onPoint: setShown });

  const columns = edges.length - 1;
  const at = shown === null ? null : Math.min(shown, columns - 1);
  const tell = (one: ChartSeries, index: number) => {
    const number = one.values[index];
    return `${one.name}: ${number === null || number === undefined ? t("nothing") : value(number)}`;
  };
  const span = (index: number) => formats.span(edges[index] ?? 0, edges[index + 1] ?? 0);
  const words = at === null ? t("chart.none") : `${span(at)}. ${series.map((one) => tell(one, at)).join(", ")}`;

  function move(pressed: KeyboardEvent): void {
    const steps: Record<string, number> = {
      ArrowRight: (at ?? -1) + 1,
      ArrowUp: (at ?? -1) + 1,
      ArrowLeft: (at ?? columns) - 1,
      ArrowDown: (at ?? columns) - 1,
      PageUp: (at ?? -1) + 7,
      PageDown: (at ?? columns) - 7,
      Home: 0,
      End: columns - 1,
    };
    const next = steps[pressed.key];
    if (next === undefined) return;
    pressed.preventDefault();
    setShown(Math.max(0, Math.min(columns - 1, next)));
  }

  return (
    <div>
      <div className={styles.said} data-testid="chart-said">
        {at === null ? (
          series.length > 1 ? (
            series.map((one) => (
              <span key={one.name} className={styles.key}>
                <Sample series={one} />
                {one.name}
              </span>
            ))
          ) : (
            <span>{t("chart.hint")}</span>
          )
        ) : (
          <>
            <span>{span(at)}</span>
            {series.map((one) => (
              <span key={one.name} className={styles.key}>
                {series.length > 1 && <Sample series={one} />}
                {tell(one, at)}
              </span>
            ))}
          </>
        )}
      </div>
      <div
        ref={target}
        className={styles.chart}
        role="slider"
        tabIndex={0}
        aria-label={label}
        aria-valuemin={0}
        aria-valuemax={Math.max(0, columns - 1)}
        aria-valuenow={at ?? 0}
        aria-valuetext={words}
        onKeyDown={move}
        onBlur={() => setShown(null)}
      />
    </div>
  );
}

/** How a row is drawn, in little. */
function Sample({ series: { color, shape } }: { series: ChartSeries }) {
  const styles = useStyles();
  if (shape === "bars") return <span aria-hidden className={`${styles.bar} ${styles[color]}`} />;
  return (
    <span
      aria-hidden
      className={`${styles.line} ${styles[color]}`}
      style={{ borderTopStyle: shape === "dashes" ? "dashed" : "solid", backgroundColor: "transparent" }}
    />
  );
}

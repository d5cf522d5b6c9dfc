import type UPlot from "uplot";

export interface ChartColors {
  text: string;
  grid: string;
  brand: string;
  bad: string;
  quiet: string;
}

/** One row of numbers, drawn as bars or as a line. */
export interface ChartSeries {
  name: string;
  /** One for each span between two edges; null: nothing to tell. */
  values: readonly (number | null)[];
  /** What is drawn where it differs: a bar that stands on another one. */
  drawn?: readonly (number | null)[];
  color: "brand" | "bad" | "quiet";
  shape: "bars" | "line" | "dashes";
}

export interface PlotData {
  edges: readonly number[];
  series: readonly ChartSeries[];
  height: number;
  /** Durations: each step up is ten times as long. */
  logarithmic: boolean;
  /** A number at the axis. */
  value: (value: number) => string;
  /** A column at the axis. */
  column: (index: number) => string;
}

/** Pixels between two words under the chart. */
const wordWidth = 74;
const font = '12px "Segoe UI Variable Text", "Segoe UI", system-ui, sans-serif';

/** Options of the drawing library, but for the size. Columns are numbered, so that a day of 23 hours is as wide as any other. */
export function optionsOf(
  { edges, series, logarithmic, value, column }: PlotData,
  colors: ChartColors,
  paths: typeof UPlot.paths,
  onPoint: (index: number | null) => void,
): Omit<UPlot.Options, "width" | "height"> {
  const columns = edges.length - 1;
  const grid = { stroke: colors.grid, width: 1 };
  return {
    legend: { show: false },
    select: { show: false, left: 0, top: 0, width: 0, height: 0 },
    cursor: { y: false, drag: { x: false, y: false, setScale: false }, points: { size: 7 } },
    scales: {
      x: { time: false, range: [-0.7, columns - 0.3] },
      y: logarithmic
        ? {
            distr: 3,
            range: (_plot, min, max) => [10 ** Math.floor(Math.log10(min || 1)), 10 ** Math.ceil(Math.log10(max || 10))],
          }
        : { range: (_plot, _min, max) => [0, Math.max(1, max * 1.06)] },
    },
    axes: [
      {
        ...{ stroke: colors.text, font, grid: { show: false }, ticks: grid, size: 32 },
        splits: (plot) => everyOf(columns, Math.max(1, Math.floor(plot.bbox.width / devicePixelRatio / wordWidth))),
        values: (_plot, splits) => splits.map(column),
      },
      {
        ...{ stroke: colors.text, font, ticks: { show: false }, size: 64 },
        // Half a read is none. Of durations only the tens, hundreds … have a line and a word.
        ...(logarithmic ? { grid: { ...grid, filter: powers }, filter: powers } : { grid, incrs: wholeSteps }),
        values: (_plot, splits) => splits.map((split) => (split === null ? "" : value(split))),
      },
    ],
    series: [{}, ...series.map((one) => seriesOf(one, colors, paths))],
    // While it is made, it only says that nothing is pointed at yet.
    hooks: { setCursor: [({ cursor, status }) => status === 1 && onPoint(cursor.idx ?? null)] },
  };
}

function seriesOf({ color, shape }: ChartSeries, colors: ChartColors, paths: typeof UPlot.paths): UPlot.Series {
  const stroke = colors[color];
  const bars = paths.bars?.({ size: [0.8, 48] });
  if (shape === "bars") return { stroke, fill: stroke, width: 0, points: { show: false }, ...(bars ? { paths: bars } : {}) };
  return {
    stroke,
    width: 2,
    spanGaps: true,
    points: { show: true, size: 5, fill: stroke },
    ...(shape === "dashes" ? { dash: [6, 4] } : {}),
  };
}

/** Every second, third, sixth … column, so that no more than `most` have a word. */
function everyOf(columns: number, most: number): number[] {
  const step = [1, 2, 3, 4, 6, 12, 24, 48, 96].find((every) => columns / every <= most) ?? columns;
  return Array.from({ length: Math.ceil(columns / step) }, (_, index) => index * step);
}

/** Steps of an axis that counts. */
const wholeSteps = [1, 10, 100, 1e3, 1e4, 1e5, 1e6].flatMap((power) => [power, 2 * power, 5 * power]);

const powers: UPlot.Axis.Filter = (_plot, splits) => splits.map((split) => (Number.isInteger(Math.log10(split)) ? split : null));

import { type RefObject, useEffect, useRef } from "react";
import type UPlot from "uplot";
import { useShownTheme } from "../app/shown-theme.ts";
import { useMedia } from "../ui/use-media.ts";
import { type ChartColors, optionsOf, type PlotData } from "./plot-options.ts";

const tokensOf: Record<keyof ChartColors, string> = {
  text: "--colorNeutralForeground2",
  grid: "--colorNeutralStroke2",
  brand: "--colorCompoundBrandForeground1",
  bad: "--colorStatusDangerForeground1",
  quiet: "--colorNeutralForeground2",
};

/** A canvas is not painted over by contrast themes of the system: it has to be drawn in their colours. */
const forced: ChartColors = { text: "CanvasText", grid: "GrayText", brand: "Highlight", bad: "CanvasText", quiet: "CanvasText" };

/**
 * Draws `data` into the element, as wide as it is, and anew when data, size or theme change. The library is loaded when it is first
 * needed. `shown`: the column that is pointed at, by mouse or keys; also where it is drawn after that, or anew.
 */
export function usePlot(
  target: RefObject<HTMLDivElement | null>,
  data: PlotData,
  { shown, onPoint }: { shown: number | null; onPoint: (index: number | null) => void },
): void {
  const theme = useShownTheme();
  const contrast = useMedia("(forced-colors: active)");
  const plot = useRef<UPlot | null>(null);
  const point = useRef(onPoint);
  point.current = onPoint;
  const pointed = useRef(shown);
  pointed.current = shown;

  // biome-ignore lint/correctness/useExhaustiveDependencies: the colours that are read from the element are the theme's
  useEffect(() => {
    const element = target.current;
    if (element === null) return;
    let gone = false;
    const observer = new ResizeObserver(() => plot.current?.setSize({ width: element.clientWidth, height: data.height }));
    void import("uplot").then(({ default: Plot }) => {
      if (gone) return;
      const colors = contrast ? forced : colorsOf(element);
      const options = optionsOf(data, colors, Plot.paths, (index) => point.current(index));
      const hooks = { ...options.hooks, ready: [(drawn: UPlot) => pointAt(drawn, pointed.current)] };
      plot.current = new Plot({ ...options, hooks, width: element.clientWidth, height: data.height }, aligned(data), element);
      observer.observe(element);
    });
    return () => {
      gone = true;
      observer.disconnect();
      plot.current?.destroy();
      plot.current = null;
    };
  }, [target, data, theme, contrast]);

  useEffect(() => {
    if (plot.current !== null) pointAt(plot.current, shown);
  }, [shown]);
}

function pointAt(drawn: UPlot, shown: number | null): void {
  if (drawn.cursor.idx === shown) return;
  const left = shown === null ? -10 : drawn.valToPos(shown, "x");
  drawn.setCursor({ left, top: shown === null ? -10 : 1 }, false);
}

function colorsOf(element: Element): ChartColors {
  const style = getComputedStyle(element);
  const entries = Object.entries(tokensOf).map(([name, token]) => [name, style.getPropertyValue(token).trim()]);
  return Object.fromEntries(entries) as ChartColors;
}

function aligned({ edges, series }: PlotData): UPlot.AlignedData {
  return [edges.slice(1).map((_, index) => index), ...series.map(({ drawn, values }) => [...(drawn ?? values)])];
}

import { useCallback, useMemo } from "react";
import { useTranslation } from "react-i18next";
import { useFormats } from "../ui/use-formats.ts";
import { Chart } from "./chart.tsx";
import { ChartSection } from "./chart-section.tsx";
import { columnWords } from "./column-words.ts";
import type { Range } from "./ranges.ts";

/** Reads per hour, or per day of a month. */
export function ReadsSection({ range, edges, sums }: { range: Range; edges: readonly number[]; sums: readonly number[] }) {
  const { t } = useTranslation("overview");
  const formats = useFormats();
  const title = t(range === "month" ? "reads.perDay" : "reads.perHour");
  const series = useMemo(() => [{ name: t("reads.reads"), values: sums, color: "brand", shape: "bars" } as const], [t, sums]);
  const column = useCallback((index: number) => columnWords(range, edges[index] ?? 0, formats), [range, edges, formats]);
  const table = {
    heads: [t("when"), t("reads.reads")],
    rows: sums.map((reads, index) => [formats.span(edges[index] ?? 0, edges[index + 1] ?? 0), formats.number(reads)]),
  };
  return (
    <ChartSection title={title} table={table}>
      <Chart label={title} edges={edges} series={series} value={formats.number} column={column} />
    </ChartSection>
  );
}

import type { Formats } from "../ui/format.ts";
import type { Range } from "./ranges.ts";

/** What stands under a column of a chart: the hour of today, else the day. */
export function columnWords(range: Range, at: number, formats: Formats): string {
  if (range === "today") return formats.minute(at, at);
  return range === "week" ? formats.weekday((new Date(at).getDay() + 6) % 7) : formats.dayOfMonth(at);
}

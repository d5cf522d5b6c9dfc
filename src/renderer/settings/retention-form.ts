import type { RetentionSettings } from "../../shared/settings.ts";
import { parseNumber, showNumber } from "../form/numbers.ts";
import { gibibyte } from "./bytes.ts";

/** Retention while it is edited: numbers as typed, sizes in GB; an empty input is no limit. */
export interface RetentionState {
  days: string;
  maxEvents: string;
  keepFree: string;
  maxImages: string;
}

export type RetentionProblems = Partial<Record<keyof RetentionSettings, "days" | "count" | "size">>;

export const retentionInputs: (keyof RetentionSettings)[] = ["days", "maxEvents", "minFreeBytes", "maxImageBytes"];

const optional = (value: number) => (value === 0 ? "" : showNumber(value));
const gigabytes = (bytes: number) => optional(Math.round((bytes / gibibyte) * 1000) / 1000);

export function retentionStateOf(retention: RetentionSettings): RetentionState {
  return {
    days: showNumber(retention.days),
    maxEvents: optional(retention.maxEvents),
    keepFree: gigabytes(retention.minFreeBytes),
    maxImages: gigabytes(retention.maxImageBytes),
  };
}

export function retentionOf(state: RetentionState): { retention: RetentionSettings; problems: RetentionProblems } {
  const problems: RetentionProblems = {};
  const days = parseNumber(state.days, { integer: true });
  if (days === null || !Number.isInteger(days) || days < 1 || days > 3650) problems.days = "days";
  const maxEvents = numberOrNone(state.maxEvents, true);
  if (maxEvents === null || !Number.isInteger(maxEvents)) problems.maxEvents = "count";
  const keepFree = numberOrNone(state.keepFree, false);
  if (keepFree === null) problems.minFreeBytes = "size";
  const maxImages = numberOrNone(state.maxImages, false);
  if (maxImages === null) problems.maxImageBytes = "size";
  return {
    problems,
    retention: {
      days: days ?? 1,
      maxEvents: maxEvents ?? 0,
      minFreeBytes: Math.round((keepFree ?? 0) * gibibyte),
      maxImageBytes: Math.round((maxImages ?? 0) * gibibyte),
    },
  };
}

/** Empty is 0, "no limit"; null where it is no number that makes sense. */
function numberOrNone(typed: string, integer: boolean): number | null {
  if (typed.trim() === "") return 0;
  const value = parseNumber(typed, { integer });
  return value === null || value < 0 ? null : value;
}

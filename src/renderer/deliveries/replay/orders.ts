import { type ReplayKind, type ReplayOrders, replayKinds } from "../../../shared/replay.ts";

/** A range of time as it is chosen: a length up to now, or two moments in the inputs' own form ("2026-11-23T12:00", local time). */
export const presets = ["hour", "day", "week", "all", "own"] as const;
export type Preset = (typeof presets)[number];

/** The form of a replay. */
export interface ReplayForm {
  destinationId: string;
  preset: Preset;
  from: string;
  to: string;
  cameras: readonly string[];
  kinds: readonly ReplayKind[];
  ignoreRules: boolean;
}

const hourMs = 3_600_000;
const lengths: Record<Exclude<Preset, "own" | "all">, number> = { hour: hourMs, day: 24 * hourMs, week: 7 * 24 * hourMs };

/** A form for a destination: what went wrong within the last day. */
export function firstForm(destinationId: string, now: number): ReplayForm {
  const { since, until } = rangeOf({ preset: "day", from: "", to: "" }, now);
  return {
    ...{ destinationId, preset: "day", from: inputOf(since), to: inputOf(until) },
    ...{ cameras: [], kinds: ["failed", "expired", "cancelled"], ignoreRules: false },
  };
}

/** Why nothing can be asked yet; null where it can. */
export type Missing = "destination" | "kinds" | "range";

/** What the form orders. Times that are upside down are turned. */
export function ordersOf(form: ReplayForm, now: number): { orders: ReplayOrders } | { missing: Missing } {
  if (form.destinationId === "") return { missing: "destination" };
  if (form.kinds.length === 0) return { missing: "kinds" };
  const { since, until } = rangeOf(form, now);
  if (Number.isNaN(since) || Number.isNaN(until) || since === until) return { missing: "range" };
  const { destinationId, cameras } = form;
  const kinds = replayKinds.filter((kind) => form.kinds.includes(kind));
  const times = { since: Math.min(since, until), until: Math.max(since, until) };
  return { orders: { destinationId, ...times, cameras: [...cameras], kinds, rules: form.ignoreRules ? "ignore" : "apply" } };
}

function rangeOf({ preset, from, to }: Pick<ReplayForm, "preset" | "from" | "to">, now: number) {
  if (preset === "own") return { since: new Date(from).getTime(), until: new Date(to).getTime() };
  return { since: preset === "all" ? 0 : now - lengths[preset], until: now };
}

/** A moment as an input of date and time holds it, in local time. */
export function inputOf(at: number): string {
  const when = new Date(at);
  const two = (value: number) => String(value).padStart(2, "0");
  const date = `${when.getFullYear()}-${two(when.getMonth() + 1)}-${two(when.getDate())}`;
  return `${date}T${two(when.getHours())}:${two(when.getMinutes())}`;
}

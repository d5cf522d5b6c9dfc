import type { TFunction } from "i18next";
import type { DeliveryStatus } from "../../shared/delivery.ts";
import type { FilterPart } from "../../shared/history.ts";
import type { HistoryQuery } from "../../shared/history-query.ts";
import { compassPoint } from "../feed/vehicle-words.ts";
import type { Formats } from "../ui/format.ts";

/** What a query needs to be told in words, beside itself. */
export interface QueryNames {
  t: TFunction<"history">;
  formats: Formats;
  destination(id: string): string;
  list(id: string): string;
}

/** States of deliveries as one chooses them: waiting is two of them. */
export const deliveryChoices = {
  waiting: ["pending", "sending"],
  failed: ["failed"],
  delivered: ["delivered"],
  filtered: ["filtered"],
  skipped: ["skipped"],
  expired: ["expired"],
  cancelled: ["cancelled"],
} as const satisfies Record<string, readonly DeliveryStatus[]>;
export type DeliveryChoice = keyof typeof deliveryChoices;

export function choicesOf(statuses: readonly DeliveryStatus[] = []): DeliveryChoice[] {
  const all = Object.keys(deliveryChoices) as DeliveryChoice[];
  return all.filter((choice) => deliveryChoices[choice].some((status) => statuses.includes(status)));
}

/** What one part of a query asks for, as a chip says it: "Camera: Gate, Yard". null: nothing. */
export function partWords(part: FilterPart, { filter, period, from, to }: HistoryQuery, names: QueryNames): string | null {
  const { t, formats } = names;
  const words = (name: string, values: readonly string[] | undefined, wordOf = (word: string) => word) =>
    values === undefined || values.length === 0
      ? null
      : t("chip.words", { name, words: values.map((word) => (word === "" ? t("notTold") : wordOf(word))).join(", ") });
  switch (part) {
    case "plate": {
      if (filter.plate === undefined) return null;
      const wild = /[*?]/.test(filter.plate);
      const how = filter.whole && !wild ? "whole" : wild ? "pattern" : "part";
      const text = t(`chip.${how}`, { plate: filter.plate.toUpperCase() });
      return filter.alike ? t("chip.alike", { text }) : text;
    }
    case "withPlate":
      return filter.withPlate === undefined ? null : t(filter.withPlate ? "chip.withPlate" : "chip.withoutPlate");
    case "time":
      return period === null ? rangeWords({ from, to }, names) : t(`period.${period}`);
    case "cameras":
      return words(t("field.cameras"), filter.cameras);
    case "makes":
    case "models":
    case "colors":
    case "vehicleTypes":
      return words(t(`field.${part}`), filter[part]);
    case "regions":
      return words(t("field.regions"), filter.regions, (code) => code.toUpperCase());
    case "score": {
      const { minScore, maxScore } = filter;
      if (minScore === undefined && maxScore === undefined) return null;
      return t("chip.score", { from: formats.percent(minScore ?? 0), to: formats.percent(maxScore ?? 1) });
    }
    case "direction":
      return filter.direction === undefined ? null : directionWords(filter.direction, t);
    case "lists":
      return filter.unlisted ? t("chip.unlisted") : words(t("field.lists"), filter.lists, names.list);
    case "deliveries":
      return deliveryWords(filter, names);
  }
}

function rangeWords({ from, to }: Pick<HistoryQuery, "from" | "to">, { t, formats }: QueryNames): string | null {
  const text = (at: number) => formats.minute(at, 0);
  if (from !== null && to !== null) return t("chip.range", { from: text(from), to: text(to) });
  if (from !== null) return t("chip.since", { from: text(from) });
  return to === null ? null : t("chip.until", { to: text(to) });
}

function directionWords({ from, to }: { from: number; to: number }, t: TFunction<"history">): string {
  const point = (degrees: number) => t(`compass.${compassPoint(degrees)}`);
  const span = (to - from + 360) % 360;
  const [around, rest] = [(from + span / 2) % 360, ((from + span / 2) % 360) % 45];
  if (span === 45 && rest === 0) return t("chip.towards", { point: point(around) });
  return t("chip.direction", { from, to });
}

function deliveryWords({ destinationId, deliveries }: HistoryQuery["filter"], { t, destination }: QueryNames): string | null {
  const states = choicesOf(deliveries).map((choice) => t(`delivery.${choice}`));
  if (destinationId === undefined && states.length === 0) return null;
  const name = destinationId === undefined ? t("anyDestination") : destination(destinationId);
  return t("chip.words", { name, words: states.length === 0 ? t("anyState") : states.join(", ") });
}

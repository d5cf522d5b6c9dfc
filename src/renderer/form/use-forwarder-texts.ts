import { useTranslation } from "react-i18next";
import type { ForwarderInfo } from "../../main/console/backend.ts";
import type { FieldModel } from "./model.ts";

/** What a forwarder and its settings are called; `title` and the like take only what they need of it. */
export interface ForwarderTexts {
  name(forwarder: Pick<ForwarderInfo, "type" | "name">): string;
  summary(forwarder: Pick<ForwarderInfo, "type" | "summary">): string;
  title(type: string, field: FieldModel): string;
  help(type: string, field: FieldModel): string | null;
  choice(type: string, field: FieldModel, value: string): string;
  unit(field: FieldModel): string | null;
}

/**
 * The forwarder's schema brings its own English words; a locale puts others in their place in forwarders.json, under the forwarder's
 * type, or under "shared" for a setting that many forwarders have, so that a translation needs no change of code.
 */
export function useForwarderTexts(): ForwarderTexts {
  const { t } = useTranslation("forwarders");
  // As it stands: a help that shows {{ camera }} means just that.
  const text = (keys: string[], own: string) => t(keys, { defaultValue: own, skipInterpolation: true });
  const field = (type: string, rest: string, own: string) => text([`${type}.fields.${rest}`, `shared.fields.${rest}`], own);
  return {
    name: ({ type, name }) => text([`${type}.name`], name),
    summary: ({ type, summary }) => text([`${type}.summary`], summary),
    title: (type, { key, title }) => field(type, `${key}.title`, title),
    help: (type, { key, help }) => (help === null ? null : field(type, `${key}.help`, help)),
    choice: (type, { key, choices }, value) =>
      field(type, `${key}.choices.${value}`, choices.find((choice) => choice.value === value)?.title ?? readable(value)),
    unit: ({ unit }) => (unit === null ? null : text([`shared.units.${unit}`], unit)),
  };
}

/** "as-received" -> "As received", where the schema has no better words. */
function readable(value: string): string {
  const words = value.replace(/[-_]+/g, " ").trim();
  return words.charAt(0).toUpperCase() + words.slice(1);
}

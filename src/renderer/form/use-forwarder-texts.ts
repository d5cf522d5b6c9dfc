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
}

/**
 * The forwarder's schema brings its own English words; a locale may put others in their place under "forwarders.<type>" in
 * form.json, so that a translation needs no change of code.
 */
export function useForwarderTexts(): ForwarderTexts {
  const { t } = useTranslation("form");
  const text = (key: string, own: string) => t(`forwarders.${key}`, { defaultValue: own });
  return {
    name: ({ type, name }) => text(`${type}.name`, name),
    summary: ({ type, summary }) => text(`${type}.summary`, summary),
    title: (type, field) => text(`${type}.fields.${field.key}.title`, field.title),
    help: (type, field) => text(`${type}.fields.${field.key}.help`, field.help ?? "") || null,
    choice: (type, field, value) =>
      text(
        `${type}.fields.${field.key}.choices.${value}`,
        field.choices.find((choice) => choice.value === value)?.title ?? readable(value),
      ),
  };
}

/** "as-received" -> "As received", where the schema has no better words. */
function readable(value: string): string {
  const words = value.replace(/[-_]+/g, " ").trim();
  return words.charAt(0).toUpperCase() + words.slice(1);
}

import { useTranslation } from "react-i18next";
import type { Rules } from "../../shared/destination.ts";
import { findList } from "../../shared/plate-words.ts";
import { useLists } from "../app/use-lists.ts";
import { useFormats } from "../ui/use-formats.ts";
import { ruleWords } from "./rules-words.ts";

/** The sentence that sums up which reads go to a destination. */
export function useRulesSentence(): (rules: Rules, name: string) => string {
  const { t, i18n } = useTranslation("destinations");
  const formats = useFormats();
  const lists = useLists();
  const either = new Intl.ListFormat(i18n.language, { type: "disjunction" });
  return (rules, name) => {
    const words = ruleWords(rules, (id) => findList(lists, id)?.name ?? id);
    if (words.length === 0) return t("rules.everything", { name });
    const conditions = words.map(({ key, values }) => {
      const shown: Record<string, string | number> = {};
      for (const [part, value] of Object.entries(values)) {
        if (typeof value === "string" || part === "count") shown[part] = value as string | number;
        else if (part === "ms") shown.time = formats.duration(value as number);
        else shown[part] = typeof value === "number" ? formats.number(value) : either.format(value as readonly string[]);
      }
      return t(`rules.words.${key}`, shown);
    });
    return t("rules.some", { name, conditions: formats.list(conditions) });
  };
}

import { useTranslation } from "react-i18next";
import type { PlateListDraft, PlateListView } from "../../main/console/backend.ts";
import { type Section, useSection } from "../form/use-section.ts";
import { type ListState, listInputs, listOf, listStateOf } from "./list-form.ts";

/** The form of a list's settings; null: of a new list. */
export function useListForm(list: PlateListView | null, send: (draft: PlateListDraft) => Promise<unknown>): Section<ListState> {
  const { t } = useTranslation("lists");
  return useSection({
    stored: listStateOf(list),
    read(state) {
      const { draft, problems } = listOf(state, list?.id ?? null);
      const words = Object.entries(problems).map(([input, problem]) => [input, t(`problem.${problem}`)]);
      return { value: draft, problems: Object.fromEntries(words) };
    },
    send,
    inputs: listInputs,
    prefix: "list",
  });
}

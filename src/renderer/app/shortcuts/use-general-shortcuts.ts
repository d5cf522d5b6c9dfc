import { useTranslation } from "react-i18next";
import { useLocation } from "wouter";
import { places } from "../places.ts";
import { useShortcuts } from "./context.tsx";
import type { Shortcut } from "./registry.ts";

/** In a browser these are the browser's own tabs; in the desktop's window Ctrl and a number goes to a page, as in Outlook. */
const numbered = location.protocol === "app:";

/** Where "/" goes on a page that has no search field of its own. */
const searchPlace = "/history";

/** The keys that work on every page: the list of keys, to other pages, and to the search. */
export function useGeneralShortcuts(openList: () => void): void {
  const { t } = useTranslation(["shortcuts", "app"]);
  const [, navigate] = useLocation();
  const general: Shortcut[] = [{ keys: ["?", "F1"], text: t("shortcuts:list"), group: "general", act: openList }];
  if (places.some(({ to }) => to === searchPlace))
    general.push({ keys: "/", text: t("shortcuts:search"), group: "general", act: () => navigate(searchPlace) });
  const go = places.map(({ to, name, letter }, index): Shortcut => {
    const number = numbered && index < 9 ? [`Ctrl+${index + 1}`] : [];
    return { keys: [`g ${letter}`, ...number], text: t(`app:rail.${name}`), group: "go", act: () => navigate(to) };
  });
  useShortcuts([...general, ...go]);
}

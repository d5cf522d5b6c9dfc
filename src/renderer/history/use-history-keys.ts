import type { RefObject } from "react";
import { useTranslation } from "react-i18next";
import { useShortcuts } from "../app/shortcuts/context.tsx";
import type { Shortcut } from "../app/shortcuts/registry.ts";
import { feedView } from "../feed/layout.ts";

/** The keys of the history. Walking begins with any of its keys: the list then has the focus and handles them by itself. */
export function useHistoryKeys({
  scroller,
  box,
  opened,
  close,
}: {
  scroller: RefObject<HTMLElement | null>;
  box: RefObject<HTMLInputElement | null>;
  opened: boolean;
  close: () => void;
}): void {
  const { t } = useTranslation(["history", "feed"]);
  const walkIn = () => scroller.current?.focus();
  const search = () => {
    box.current?.focus();
    box.current?.select();
  };
  const keys: Shortcut[] = [
    { keys: "/", text: t("history:keys.search"), act: search },
    { keys: ["ArrowDown", "ArrowUp"], text: t("history:keys.walk"), act: walkIn },
    { keys: ["PageDown", "PageUp"], text: t("feed:keys.page"), act: walkIn },
    { keys: ["Home", "End"], text: t("feed:keys.ends"), act: walkIn },
    { keys: "Enter", text: t("feed:keys.open") },
    { keys: "v", text: t("feed:keys.view"), act: () => feedView.set(feedView.get() === "rows" ? "cards" : "rows") },
  ];
  if (opened) keys.push({ keys: "Escape", text: t("feed:keys.close"), act: close });
  useShortcuts(keys);
}

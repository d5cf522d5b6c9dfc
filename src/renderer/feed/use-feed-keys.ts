import type { RefObject } from "react";
import { useTranslation } from "react-i18next";
import { useShortcuts } from "../app/shortcuts/context.tsx";
import type { Shortcut } from "../app/shortcuts/registry.ts";
import { feedView } from "./layout.ts";

/** The keys of the live page. Walking begins with any of its keys: the list then has the focus and handles them by itself. */
export function useFeedKeys({
  scroller,
  opened,
  close,
  pause,
  wall,
}: {
  scroller: RefObject<HTMLElement | null>;
  opened: boolean;
  close: () => void;
  /** Pauses, or goes on. */
  pause: () => void;
  wall: () => void;
}): void {
  const { t } = useTranslation("feed");
  const walkIn = () => scroller.current?.focus();
  const keys: Shortcut[] = [
    { keys: ["ArrowDown", "ArrowUp"], text: t("keys.walk"), act: walkIn },
    { keys: ["PageDown", "PageUp"], text: t("keys.page"), act: walkIn },
    { keys: ["Home", "End"], text: t("keys.ends"), act: walkIn },
    { keys: "Enter", text: t("keys.open") },
    { keys: "Space", text: t("keys.pause"), act: pause },
    { keys: "v", text: t("keys.view"), act: () => feedView.set(feedView.get() === "rows" ? "cards" : "rows") },
    { keys: "w", text: t("wall"), act: wall },
  ];
  if (opened) keys.push({ keys: "Escape", text: t("keys.close"), act: close });
  useShortcuts(keys);
}

import { createContext, type ReactNode, useContext, useEffect, useRef, useState } from "react";
import { characterKeys } from "./character-keys.ts";
import { createShortcuts, type Shortcut, type Shortcuts } from "./registry.ts";

const ShortcutsContext = createContext<Shortcuts | null>(null);

/** Listens to the keys of the whole window for everything inside. */
export function ShortcutsProvider({ children }: { children: ReactNode }) {
  const [shortcuts] = useState(() =>
    createShortcuts({ now: () => performance.now(), characters: () => characterKeys.get() === "on" }),
  );
  useEffect(() => {
    const onKeyDown = (pressed: KeyboardEvent) => {
      if (pressed.defaultPrevented || pressed.isComposing || pressed.repeat) return;
      const target = pressed.target instanceof Element ? pressed.target : null;
      if (shortcuts.press(pressed, target)) pressed.preventDefault();
    };
    window.addEventListener("keydown", onKeyDown);
    return () => window.removeEventListener("keydown", onKeyDown);
  }, [shortcuts]);
  return <ShortcutsContext.Provider value={shortcuts}>{children}</ShortcutsContext.Provider>;
}

export function useShortcutsRegistry(): Shortcuts {
  const shortcuts = useContext(ShortcutsContext);
  if (shortcuts === null) throw new Error("useShortcuts needs a ShortcutsProvider above it");
  return shortcuts;
}

/** While this is shown, these keys do this, and the list of shortcuts ("?") says so. An empty list says: nothing at present. */
export function useShortcuts(list: readonly Shortcut[]): void {
  const shortcuts = useShortcutsRegistry();
  const now = useRef(list);
  now.current = list;
  useEffect(() => shortcuts.add(() => now.current), [shortcuts]);
}

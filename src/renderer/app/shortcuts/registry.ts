import { isCharacter, isFree, isModifier, type Pressed, pressName } from "./keys.ts";

/** page: what the page shown has. go: to other pages. general: the same everywhere. */
export type ShortcutGroup = "page" | "go" | "general";

export interface Shortcut {
  /** "?", "g l" (one after the other), "Ctrl+1", "Space", "ArrowDown" (see pressName); several where any of them does it. */
  keys: string | readonly string[];
  /** What it does, as the list of shortcuts says it. */
  text: string;
  /** "page" where none is given. */
  group?: ShortcutGroup;
  /** Missing: the part that has the focus handles the key itself, and it is only listed. */
  act?: () => void;
}

export interface Shortcuts {
  /** Adds what `read` gives each time it is asked, as long as its undo is not called. The latest added wins where keys are the same. */
  add(read: () => readonly Shortcut[]): () => void;
  /** All that works now, one for each key. */
  list(): Shortcut[];
  /** Acts where a shortcut is meant; whether one was, or begins. */
  press(pressed: Pressed, target: Element | null): boolean;
}

/** How long the second key of "g l" may take. */
const betweenMs = 1_500;

export const keysOf = ({ keys }: Pick<Shortcut, "keys">): readonly string[] => (typeof keys === "string" ? [keys] : keys);

/**
 * The one place that knows which keys do what. Parts of the page add theirs while they are shown; nothing else listens to keys of
 * the whole window. `characters` tells whether shortcuts that are plain characters are wanted.
 */
export function createShortcuts({ now, characters }: { now: () => number; characters: () => boolean }): Shortcuts {
  const sources = new Set<() => readonly Shortcut[]>();
  let begun: { press: string; at: number } | null = null;

  /** Key -> what it does, the latest added first. */
  function all(): Map<string, Shortcut> {
    const byKey = new Map<string, Shortcut>();
    for (const read of [...sources].reverse())
      for (const shortcut of read()) for (const keys of keysOf(shortcut)) if (!byKey.has(keys)) byKey.set(keys, shortcut);
    return byKey;
  }

  return {
    add(read) {
      sources.add(read);
      return () => sources.delete(read);
    },
    list() {
      const byKey = all();
      const shown = new Map<Shortcut, string[]>();
      for (const [keys, shortcut] of byKey) {
        if (characters() || !isCharacter(keys)) shown.set(shortcut, [...(shown.get(shortcut) ?? []), keys]);
      }
      return [...shown].map(([shortcut, keys]) => ({ ...shortcut, keys }));
    },
    press(pressed, target) {
      if (isModifier(pressed.key)) return false;
      const press = pressName(pressed);
      const first = begun !== null && now() - begun.at <= betweenMs ? begun.press : null;
      begun = null;
      if (!isFree(press, target)) return false;
      const byKey = all();
      const wanted = (keys: string) => (characters() || !isCharacter(keys) ? byKey.get(keys)?.act : undefined);
      const act = (first === null ? undefined : wanted(`${first} ${press}`)) ?? wanted(press);
      if (act !== undefined) {
        act();
        return true;
      }
      if (!characters() || ![...byKey.keys()].some((keys) => keys.startsWith(`${press} `))) return false;
      begun = { press, at: now() };
      return true;
    },
  };
}

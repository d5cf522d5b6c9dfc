import { isDeepStrictEqual } from "node:util";
import type { ReceiverSettings, Settings, SettingsStore } from "../../shared/settings.ts";

type Overrides = Partial<Pick<ReceiverSettings, "host" | "port">>;

/**
 * Lays the command line's host and port over the kept settings without writing them to the file. Someone who then saves
 * another host or port in the console means that one: it is written, and the override of that field ends.
 */
export function withOverrides(store: SettingsStore, overrides: Overrides): SettingsStore {
  let active: Overrides = { ...overrides };
  const overlaid = (): Settings => {
    const settings = store.get();
    return { ...settings, receiver: { ...settings.receiver, ...active } };
  };
  let shown = overlaid();
  const listeners = new Set<(next: Settings, previous: Settings) => void>();

  /** Also after a set() that left the file as it was: the end of an override is a change, too. */
  function refresh(): void {
    const previous = shown;
    const next = overlaid();
    if (isDeepStrictEqual(next, previous)) return;
    shown = next;
    for (const listener of [...listeners]) listener(next, previous);
  }
  store.onChange(refresh);

  return {
    get: () => shown,
    set(next) {
      const kept = store.get().receiver;
      const receiver = { ...next.receiver };
      const before = active;
      const still: Overrides = {};
      if (before.host !== undefined && receiver.host === before.host) {
        still.host = before.host;
        receiver.host = kept.host;
      }
      if (before.port !== undefined && receiver.port === before.port) {
        still.port = before.port;
        receiver.port = kept.port;
      }
      active = still;
      try {
        store.set({ ...next, receiver });
      } catch (error) {
        active = before;
        throw error;
      }
      refresh();
    },
    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

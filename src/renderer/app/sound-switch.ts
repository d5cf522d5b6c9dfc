import { useSyncExternalStore } from "react";
import { remembered } from "../ui/remembered.ts";

/** Whether plates on lists that sound are heard here. Kept per browser or window: one desk has ears, another a meeting. */
export const listSound = remembered("plate-courier.list-sound", ["on", "muted"]);

const listeners = new Set<() => void>();
let blocked = false;

/** A browser lets no page sound in which nobody has clicked yet; known once something was to be heard. */
export const soundBlock = {
  set(now: boolean): void {
    if (now === blocked) return;
    blocked = now;
    for (const listener of listeners) listener();
  },
};

export function useSoundBlocked(): boolean {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => blocked,
  );
}

import { createContext, useContext, useEffect, useSyncExternalStore } from "react";
import type { DeliveryChip } from "../../shared/feed.ts";
import type { CoreStatus } from "../../shared/status.ts";
import type { LiveSnapshot, LiveStore } from "./live.ts";

const LiveContext = createContext<LiveStore | null>(null);
export const LiveProvider = LiveContext.Provider;

/** The page's live store. */
export function useLiveStore(): LiveStore {
  const store = useContext(LiveContext);
  if (store === null) throw new Error("useLiveStore needs a LiveProvider above it");
  return store;
}

/** The part of the live snapshot that `select` picks; renders again when that part changes. It must pick, not build. */
export function useLive<T>(select: (snapshot: LiveSnapshot) => T): T {
  const store = useLiveStore();
  return useSyncExternalStore(store.subscribe, () => select(store.getSnapshot()));
}

/** The core's status as of now; null before the first word from it. */
export function useStatus(): CoreStatus | null {
  return useLive((snapshot) => snapshot.status);
}

/** Calls back with each batch of changed deliveries; `listener` should be stable (useCallback). */
export function useDeliveryChanges(listener: (chips: readonly DeliveryChip[]) => void): void {
  const store = useLiveStore();
  useEffect(() => store.onDeliveries(listener), [store, listener]);
}

import { useEffect } from "react";

/**
 * Keeps the screen on while this is shown. Browsers let go of the lock whenever the page is hidden, and have none for pages that
 * came over plain HTTP from another machine: there the screen's own settings decide.
 */
export function useWakeLock(): void {
  useEffect(() => {
    if (!("wakeLock" in navigator)) return;
    let lock: WakeLockSentinel | null = null;
    let over = false;
    const ask = async () => {
      if (over || document.visibilityState !== "visible") return;
      try {
        lock = await navigator.wakeLock.request("screen");
        if (over) await lock.release();
      } catch {
        // Refused, as on a battery that is almost empty; the next time the page is shown it is asked again.
      }
    };
    void ask();
    const onVisible = () => void ask();
    document.addEventListener("visibilitychange", onVisible);
    return () => {
      over = true;
      document.removeEventListener("visibilitychange", onVisible);
      void lock?.release();
    };
  }, []);
}

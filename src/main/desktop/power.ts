import type { Core } from "../core-api.ts";
import type { Log } from "../log.ts";

/** The part of Electron's powerMonitor that is used. */
export interface PowerMonitor {
  on(event: "suspend" | "resume", listener: () => void): unknown;
  off(event: "suspend" | "resume", listener: () => void): unknown;
}

/** Tells the core that the computer slept; returns its own undo. What the core does then is its own business. */
export function watchPower(monitor: PowerMonitor, core: Pick<Core, "afterSleep">, log: Log): () => void {
  const onSuspend = () => log.info("The computer goes to sleep.");
  const onResume = () => {
    log.info("The computer is awake again.");
    void core.afterSleep().catch((error: unknown) => log.error("Waking up failed.", { error: String(error) }));
  };
  monitor.on("suspend", onSuspend);
  monitor.on("resume", onResume);
  return () => {
    monitor.off("suspend", onSuspend);
    monitor.off("resume", onResume);
  };
}

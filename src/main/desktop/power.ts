import { powerMonitor } from "electron";
import type { Core } from "../core-api.ts";
import type { Log } from "../log.ts";

/** Tells the core that the computer slept; returns its own undo. What the core does then is its own business (core/after-sleep.ts). */
export function watchPower(core: Pick<Core, "afterSleep">, log: Log): () => void {
  const onSuspend = () => log.info("The computer goes to sleep.");
  const onResume = () => {
    log.info("The computer is awake again.");
    void core.afterSleep().catch((error: unknown) => log.error("Waking up failed.", { error: String(error) }));
  };
  powerMonitor.on("suspend", onSuspend);
  powerMonitor.on("resume", onResume);
  return () => {
    powerMonitor.off("suspend", onSuspend);
    powerMonitor.off("resume", onResume);
  };
}

import type { CoreStatus } from "../../shared/status.ts";
import type { Clock } from "../clock.ts";
import type { Texts } from "./texts.ts";
import { type Absent, receivingFor, type TrayState, trayState } from "./tray-state.ts";

/** At most one change in this time: an icon that flickers tells nothing, and Windows redraws the tray for each. */
const quiet = 1_000;

export interface TrayUpdatesDependencies {
  clock: Clock;
  texts: Texts;
  show(state: TrayState): void;
  /** What it means when no core answers. */
  absent?: Absent;
}

/**
 * Shows the tray's state: at once where it stood still for a second, else at the end of that second, and again when the last
 * webhook is a minute old. The same state is never shown twice.
 */
export function createTrayUpdates({ clock, texts, show, absent = "stopped" }: TrayUpdatesDependencies) {
  let status: CoreStatus | null = null;
  let shown: TrayState | null = null;
  let shownAt = Number.NEGATIVE_INFINITY;
  let forgetTimer = () => {};

  function look(): void {
    forgetTimer();
    forgetTimer = () => {};
    const now = clock.now();
    const next = trayState(status, now, texts, absent);
    const rest = quiet - Math.abs(now - shownAt);
    if (same(next, shown)) forgetTimer = next.icon === "receiving" ? clock.after(fadesIn(now), look) : forgetTimer;
    else if (rest > 0) forgetTimer = clock.after(rest, look);
    else {
      shown = next;
      shownAt = now;
      show(next);
      if (next.icon === "receiving") forgetTimer = clock.after(fadesIn(now), look);
    }
  }

  const fadesIn = (now: number) => Math.max(quiet, (status?.lastReceivedAt ?? now) + receivingFor - now);

  return {
    /** null: the core does not run. */
    update(next: CoreStatus | null): void {
      status = next;
      look();
    },
    /** Shows the state again although it is the same: the language changed. */
    again(): void {
      shown = null;
      look();
    },
    stop: () => forgetTimer(),
  };
}

function same(a: TrayState, b: TrayState | null): boolean {
  return b !== null && a.icon === b.icon && a.tooltip === b.tooltip && a.badge === b.badge && a.count === b.count;
}

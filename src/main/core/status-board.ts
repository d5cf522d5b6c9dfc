import type { CoreStatus } from "../../shared/status.ts";
import type { Clock } from "../clock.ts";

/** The current status, and who wants to hear of its changes. */
export interface StatusBoard {
  current(): CoreStatus;
  /** Something changed: listeners are told within `quietMs`, at most once in it. */
  touch(): void;
  onStatus(listener: (status: CoreStatus) => void): () => void;
  stop(): void;
}

/** Twice a second is as fast as a person can follow; at 200 reads a second it keeps the status cheap. */
const quietMs = 500;
/** Midnight, free disk space and "since" texts change without anything happening. */
const idleMs = 15_000;

/** Composes the status on demand and tells changes in a steady rhythm. */
export function createStatusBoard({ compose, clock }: { compose(): CoreStatus; clock: Clock }): StatusBoard {
  const listeners = new Set<(status: CoreStatus) => void>();
  let pending: (() => void) | null = null;
  let toldAt = Number.NEGATIVE_INFINITY;
  let cancelIdle = clock.after(idleMs, tell);

  function tell(): void {
    pending = null;
    toldAt = clock.now();
    cancelIdle();
    cancelIdle = clock.after(idleMs, tell);
    if (listeners.size === 0) return;
    const status = compose();
    for (const listener of listeners) listener(status);
  }

  return {
    current: compose,
    touch() {
      // A clock set back must not silence the board for the length of the jump.
      const waited = clock.now() - toldAt;
      pending ??= clock.after(waited >= 0 && waited < quietMs ? quietMs - waited : 0, tell);
    },
    onStatus(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    stop() {
      pending?.();
      cancelIdle();
      listeners.clear();
    },
  };
}

import type { FailureKind } from "../../shared/delivery.ts";
import type { Phrase } from "../../shared/phrases/phrase.ts";
import type { Clock } from "../clock.ts";
import type { Log } from "../log.ts";
import type { DestinationState, DestinationStateStore } from "../store/store.ts";

/**
 * How one destination stands: paused or not, failing or not, and since when. Kept in the store, so that it survives a restart.
 *
 *   going --unauthorized or misconfigured--> paused by the queue --resume by hand, or new settings--> going
 *   going --pause by hand--> paused by the operator --resume by hand, or its `until` has come--> going
 *
 * A pause by hand replaces one by the queue and is never replaced by it: a delivery that was under way and comes back refused
 * must not make new settings lift what the operator wanted. While paused, nothing is sent and nothing is lost; deliveries that
 * are under way end as they end.
 *
 * "Failing" is independent of that: from the first failure until the destination is seen alive. It only tells the operator
 * since when; whether anything is sent is the breaker's matter.
 *
 * What is true in memory is true at once, even while the store cannot write; then it is written as soon as it can be.
 */
export interface Standing {
  readonly state: Readonly<DestinationState>;
  pauseByHand(until: number | null): Promise<void>;
  /** `revision`: the settings that led to it; others, even after a restart, end the pause. */
  pauseByQueue(kind: FailureKind, reason: Phrase, revision: string): void;
  resume(): Promise<void>;
  /** Ends a pause by hand whose time has come; true when it did. */
  endTimedPause(): boolean;
  failed(reason: Phrase): void;
  /** The destination was seen alive, and took the read or refused it. */
  alive(took: boolean): void;
  /** Resolves when everything has been offered to the store. */
  flush(): Promise<void>;
}

/** Successes alone are noted at most this often: a write for each would double the work of a delivery. */
const successNoteMs = 60_000;
const retryMs = 5000;

export interface StandingContext {
  destinationStates: DestinationStateStore;
  clock: Clock;
  log: Log;
}

/** Reads the destination's state from the store. */
export function createStanding(destinationId: string, { destinationStates, clock, log }: StandingContext): Standing {
  let state: DestinationState = { ...destinationStates.get(destinationId) };
  let notedAt = 0;
  let unsaved = false;
  let retryPlanned = false;
  const writes = new Set<Promise<void>>();

  /** Resolves after the first try; a failed one is repeated by itself. */
  function save(): Promise<void> {
    notedAt = clock.now();
    unsaved = false;
    const write = destinationStates
      .put({ ...state })
      .catch(() => {
        unsaved = true;
        log.warn("The state of a destination could not be written; it is tried again.", { destination: destinationId });
        retryLater();
      })
      .finally(() => writes.delete(write));
    writes.add(write);
    return write;
  }

  function retryLater(): void {
    if (retryPlanned) return;
    retryPlanned = true;
    clock.after(retryMs, () => {
      retryPlanned = false;
      if (unsaved) void save();
    });
  }

  /** After a pause by the queue the operator has acted: what was wrong before is no longer known to be wrong. */
  function going(): void {
    const failingSince = state.pausedBy === "operator" ? state.failingSince : null;
    state = { ...state, pausedBy: null, reason: null, since: null, until: null, failingSince, pausedRevision: null };
  }

  return {
    get state() {
      return state;
    },
    pauseByHand(until) {
      state = { ...state, pausedBy: "operator", reason: null, since: clock.now(), until, pausedRevision: null };
      return save();
    },
    pauseByQueue(kind, reason, revision) {
      if (state.pausedBy !== null) return;
      const now = clock.now();
      const failingSince = state.failingSince ?? now;
      state = { ...state, pausedBy: kind, reason, since: now, until: null, failingSince, pausedRevision: revision };
      void save();
    },
    resume() {
      going();
      return save();
    },
    endTimedPause() {
      if (state.pausedBy !== "operator" || state.until === null || state.until > clock.now()) return false;
      going();
      void save();
      return true;
    },
    failed(reason) {
      const first = state.failingSince === null;
      state = { ...state, failingSince: state.failingSince ?? clock.now() };
      if (state.pausedBy === null) state.reason = reason;
      if (first) void save();
    },
    alive(took) {
      const now = clock.now();
      const recovered = state.failingSince !== null && (state.pausedBy === null || state.pausedBy === "operator");
      if (took) state = { ...state, lastSuccessAt: now };
      if (recovered) state = { ...state, failingSince: null, reason: null };
      if (recovered || (took && now - notedAt >= successNoteMs)) void save();
      else if (took) unsaved = true;
    },
    async flush() {
      await Promise.allSettled(writes);
      if (unsaved) await save();
    },
  };
}

import type { DeliveriesPause } from "../../shared/status.ts";
import { createStanding, type StandingContext } from "./standing.ts";

/**
 * The operator's pause of all deliveries, beside the pauses of single destinations and independent of them: it holds those
 * that are added meanwhile too, and its end lifts no other pause.
 *
 *   going --pause(until)--> held --resume(), or `until` has come--> going
 *
 * What is under way when it begins ends as it ends. It is kept like a destination's own state, under a name that no
 * destination has, and so survives a restart and a store that cannot write for a while.
 */
export interface PauseOfAll {
  readonly held: boolean;
  /** Null while deliveries go. */
  state(): DeliveriesPause | null;
  pause(until: number | null): Promise<void>;
  resume(): Promise<void>;
  start(): void;
  /** Resolves when its state has been offered to the store. */
  stop(): Promise<void>;
}

const name = "*";
/** The longest sleep, so that a computer that slept, or a clock that was set, cannot prolong the pause by more. */
const longestSleepMs = 30_000;

/** Reads the state from the store. `changed`: it was paused, prolonged, resumed, or ended by itself. */
export function createPauseOfAll(context: StandingContext & { changed(): void }): PauseOfAll {
  const { clock, log, changed } = context;
  const standing = createStanding(name, context);
  let running = false;
  let cancelTimer = () => {};

  function look(): void {
    cancelTimer();
    if (!running) return;
    if (standing.endTimedPause()) {
      log.info("The pause of all deliveries is over.");
      changed();
    }
    const { pausedBy, until } = standing.state;
    if (pausedBy === null || until === null) return;
    cancelTimer = clock.after(Math.min(longestSleepMs, until - clock.now()), look);
  }

  return {
    get held() {
      return standing.state.pausedBy !== null;
    },
    state() {
      const { pausedBy, since, until } = standing.state;
      return pausedBy === null ? null : { since: since ?? clock.now(), until };
    },
    async pause(until) {
      const saved = standing.pauseByHand(until);
      look();
      changed();
      await saved;
    },
    async resume() {
      if (standing.state.pausedBy === null) return;
      const saved = standing.resume();
      look();
      changed();
      await saved;
    },
    start() {
      running = true;
      look();
    },
    async stop() {
      running = false;
      cancelTimer();
      await standing.flush();
    },
  };
}

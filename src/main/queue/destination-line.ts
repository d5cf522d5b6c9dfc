import type { Delivery, DeliveryLane } from "../../shared/delivery.ts";
import type { Clock } from "../clock.ts";
import { type Log, stackOf } from "../log.ts";
import type { Store } from "../store/store.ts";
import type { Outcome } from "./attempt.ts";
import { createBreaker } from "./breaker.ts";
import { type CameraLane, createCameraLane, earlier } from "./camera-lane.ts";
import { createCameraPauses } from "./camera-pauses.ts";
import { insist } from "./insist.ts";
import { learn } from "./lesson.ts";
import { createLineSender } from "./line-sender.ts";
import { createLineWatch, longestSleepMs } from "./line-watch.ts";
import type { QueueDestination, QueueState } from "./queue.ts";
import { describeState } from "./queue-state.ts";
import { createStanding } from "./standing.ts";

/**
 * Everything that waits for one destination, and what is under way to it. Lines share nothing but the store, so that a slow or
 * dead destination delays no other.
 *
 * A line sleeps until something may have changed (a read came in, a delivery ended, a wait or a pause is over) and then
 * goes through its rules once (`step`): running, enabled, not paused (neither it nor everything); fewer under way than `parallel`; the breaker admits
 * it; a camera that is not paused, with nothing under way, whose oldest delivery is due. The replay lane has its turn when the live lane has
 * nothing due, one at a time. When it looks is in line-watch.ts, what is under way in line-sender.ts.
 */
export interface DestinationLine {
  /** New settings, or null: the destination was removed. What is under way ends with the old ones. */
  configure(destination: QueueDestination | null): void;
  start(stopping: AbortSignal): void;
  added(lane: DeliveryLane, camera: string): void;
  /** The operator wants something tried again now. */
  retry(): void;
  /** Rows changed in the store: looks at everything anew. */
  refresh(): void;
  pause(until: number | null): Promise<void>;
  resume(): Promise<void>;
  /** Null for a removed destination. */
  state(): QueueState | null;
  /** Resolves when nothing of this line runs any more. The signal given to start() must have fired. */
  stopped(): Promise<void>;
}

export interface LineContext {
  store: Pick<Store, "deliveries" | "destinationStates">;
  clock: Clock;
  log: Log;
  random: () => number;
  changed(deliveryId: number): void;
  stateChanged(): void;
  /** A delivery is past its time: expire it and refresh the lines. */
  expire(): void;
  /** All deliveries are paused. */
  held(): boolean;
}

/** Waits that ended while the machine slept end over this long. */
const spreadAfterJumpMs = 5000;

export function createDestinationLine(first: QueueDestination, context: LineContext): DestinationLine {
  const { store, clock, log, random } = context;
  const { deliveries } = store;
  const { id } = first;
  const standing = createStanding(id, { destinationStates: store.destinationStates, clock, log });
  const breaker = createBreaker(random);
  const cameras = createCameraPauses();
  const lanes: Record<DeliveryLane, CameraLane> = {
    live: createCameraLane((camera) => deliveries.head(id, "live", camera), "turns"),
    replay: createCameraLane((camera) => deliveries.head(id, "replay", camera), "id"),
  };
  let destination: QueueDestination | null = first;
  let stopping: AbortSignal | null = null;
  let loaded = false;
  let wakeAt: number | null = null;

  const watch = createLineWatch({
    ...{ clock, live, step, jumped, looked: context.stateChanged },
    failed: (error) =>
      log.warn("The queue could not read the store; it is tried again.", { destination: id, stack: stackOf(error) }),
  });
  const { look } = watch;
  const sender = createLineSender({
    ...{ destinationId: id, deliveries, clock, log, random, lanes, breaker, maySend, learned, look },
    stopping: () => stopping ?? AbortSignal.abort(),
    changed(deliveryId) {
      context.changed(deliveryId);
      if (!lanes.replay.empty) look();
    },
  });

  function live(): boolean {
    return stopping !== null && !stopping.aborted;
  }

  function maySend(): boolean {
    return live() && destination?.enabled === true && standing.state.pausedBy === null && !context.held();
  }

  /** Starts what may start; returns how long to sleep, or null until something happens. */
  function step(now: number): number | null {
    if (!loaded) load();
    if (standing.endTimedPause()) log.info("A pause is over.", { destination: id });
    for (;;) {
      const scan = lanes.live.scan(now, sender.busy, cameras);
      const replay = lanes.replay.scan(now, sender.busy, cameras);
      if (scan.expired || replay.expired) context.expire();
      const admission = maySend() && sender.underWay < (destination?.parallel ?? 0) ? breaker.admits(now) : "none";
      const next = admission === "none" ? null : (scan.ready ?? replayTurn(replay.ready, now));
      if (next !== null && destination !== null) {
        sender.send(next, destination, admission === "probe");
        continue;
      }
      wakeAt = earlier(scan.wakeAt, replay.wakeAt);
      if (lanes.live.empty && lanes.replay.empty && standing.state.until === null) return null;
      const moments = [scan.nextAt, replay.nextAt, breaker.nextProbeAt, standing.state.until];
      const nextAt = moments.reduce((soonest, at) => (at === null || at <= now ? soonest : earlier(soonest, at)), null);
      return Math.min(longestSleepMs, nextAt === null ? longestSleepMs : nextAt - now);
    }
  }

  function replayTurn(ready: Delivery | null, now: number): Delivery | null {
    return ready === null || sender.replaying || lanes.live.dueBehind(now, sender.busy) ? null : ready;
  }

  function load(): void {
    for (const lane of ["live", "replay"] as const) {
      for (const camera of deliveries.pendingCameras(id, lane)) lanes[lane].add(camera);
    }
    loaded = true;
  }

  function jumped(from: number, to: number): void {
    const spreadMs = () => Math.floor(random() * spreadAfterJumpMs);
    for (const lane of [lanes.live, lanes.replay]) lane.clockJumped({ from, to, spreadMs });
    if (to < from) breaker.shift(to - from);
  }

  function learned(outcome: Outcome, sent: { camera: string; probe: boolean; revision: string }): void {
    const lesson = { ...sent, outcome, destinationId: id, now: clock.now() };
    if (learn(lesson, { standing, breaker, cameras, log })) sender.track(makeDue());
    look();
  }

  async function makeDue(): Promise<void> {
    const insistence = { clock, log, stopping: stopping ?? AbortSignal.abort(), what: "making deliveries due" };
    await insist(() => deliveries.makeDue(id, clock.now()), insistence);
    refresh();
  }

  function refresh(): void {
    lanes.live.forget();
    lanes.replay.forget();
    look();
  }

  /** The next request shows whether the cause is gone; until then one is enough. */
  async function tryAgain(): Promise<void> {
    breaker.trial(clock.now());
    await makeDue();
  }

  async function resume(): Promise<void> {
    if (standing.state.pausedBy !== "operator" || breaker.open) breaker.trial(clock.now());
    cameras.clear();
    await standing.resume();
    await makeDue();
  }

  return {
    configure(next) {
      const changed = next !== null && destination !== null && next.revision !== destination.revision;
      destination = next;
      loaded = false;
      if (changed) cameras.clear();
      const { pausedBy, failingSince } = standing.state;
      if (changed && pausedBy !== null && pausedBy !== "operator") sender.track(resume());
      else if (changed && failingSince !== null) sender.track(tryAgain());
      refresh();
    },
    start(signal) {
      stopping = signal;
      loaded = false;
      cameras.clear();
      watch.begin();
      const { pausedRevision } = standing.state;
      if (pausedRevision !== null && destination !== null && pausedRevision !== destination.revision) sender.track(resume());
      refresh();
    },
    added(lane, camera) {
      lanes[lane].add(camera);
      look();
    },
    retry() {
      breaker.probeSoon(clock.now());
      cameras.clear();
      refresh();
    },
    refresh,
    async pause(until) {
      const saved = standing.pauseByHand(until);
      look();
      await saved;
      context.stateChanged();
    },
    async resume() {
      await resume();
      context.stateChanged();
    },
    state() {
      if (destination === null) return null;
      const nextAttemptAt = breaker.open ? breaker.nextProbeAt : wakeAt;
      const hasWork = sender.underWay > 0 || !lanes.live.empty || !lanes.replay.empty;
      return describeState({
        ...{ destinationId: id, enabled: destination.enabled, standing: standing.state },
        ...{ cameras: cameras.all, hasWork, nextAttemptAt },
      });
    },
    async stopped() {
      watch.stop();
      await sender.settled();
      await standing.flush();
    },
  };
}

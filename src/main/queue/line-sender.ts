import type { Delivery, DeliveryLane } from "../../shared/delivery.ts";
import type { Clock } from "../clock.ts";
import { type Log, stackOf } from "../log.ts";
import type { Store } from "../store/store.ts";
import type { Outcome } from "./attempt.ts";
import type { Breaker } from "./breaker.ts";
import type { CameraLane } from "./camera-lane.ts";
import { carry } from "./carry.ts";
import type { QueueDestination } from "./queue.ts";

/** What is under way to one destination: a camera at a time has one delivery, the replay lane one in all. */
export interface LineSender {
  /** Cameras with a delivery under way, or with one that was abandoned and has not ended. */
  readonly busy: ReadonlySet<string>;
  readonly underWay: number;
  readonly replaying: boolean;
  /** Sends it; `probe`: to find out whether the destination is back. */
  send(delivery: Delivery, to: QueueDestination, probe: boolean): void;
  /** Further work that must have ended before the line has. */
  track(work: Promise<void>): void;
  /** Resolves when nothing runs any more. */
  settled(): Promise<void>;
}

export interface LineSenderContext {
  destinationId: string;
  deliveries: Store["deliveries"];
  clock: Clock;
  log: Log;
  random: () => number;
  lanes: Record<DeliveryLane, CameraLane>;
  breaker: Breaker;
  stopping(): AbortSignal;
  maySend(): boolean;
  /** A delivery's row changed. */
  changed(deliveryId: number): void;
  /** What became of one that was sent. */
  learned(outcome: Outcome, sent: { camera: string; probe: boolean; revision: string }): void;
  /** Something may go now that could not before. */
  look(): void;
}

/** After a bug of ours, so that it does not repeat itself as fast as it can. */
const afterBugMs = 1000;

export function createLineSender(context: LineSenderContext): LineSender {
  const { deliveries, clock, log, random, lanes, breaker, maySend, look } = context;
  const busy = new Set<string>();
  const running = new Set<Promise<void>>();
  let underWay = 0;
  let replaying = false;

  function send(delivery: Delivery, to: QueueDestination, probe: boolean): void {
    const { camera, lane } = delivery;
    busy.add(camera);
    underWay += 1;
    if (lane === "replay") replaying = true;
    if (probe) breaker.probeStarts();
    lanes[lane].taken(camera);
    const free = () => {
      busy.delete(camera);
      look();
    };
    const task = carry({
      ...{ delivery, destination: to, deliveries, clock, log, random, stopping: context.stopping() },
      mayGo: () => maySend() && (probe || !breaker.open),
      changed: context.changed,
      learned: (outcome) => context.learned(outcome, { camera, probe, revision: to.revision }),
    })
      .then(({ attempted, stillRunning }) => {
        if (probe && !attempted) breaker.probeCancelled();
        if (stillRunning === null) busy.delete(camera);
        else void stillRunning.then(free);
      })
      .catch((error) => {
        busy.delete(camera);
        log.error("The queue met an unexpected problem with a delivery.", {
          destination: context.destinationId,
          stack: stackOf(error),
        });
        return new Promise<void>((resolve) => clock.after(afterBugMs, resolve));
      })
      .then(() => {
        underWay -= 1;
        if (lane === "replay") replaying = false;
        lanes[lane].forget(camera);
        running.delete(task);
        look();
      });
    running.add(task);
  }

  return {
    busy,
    get underWay() {
      return underWay;
    },
    get replaying() {
      return replaying;
    },
    send,
    track(work) {
      const task = work.finally(() => running.delete(task));
      running.add(task);
    },
    async settled() {
      while (running.size > 0) await Promise.allSettled(running);
    },
  };
}

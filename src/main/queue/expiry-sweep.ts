import type { Clock } from "../clock.ts";
import { type Log, stackOf } from "../log.ts";
import type { DeliveryStore } from "../store/store.ts";
import { isExpired } from "./camera-lane.ts";

/** Turns deliveries that are past their time into `expired`, once for all lines that ask at about the same moment. */
export interface ExpirySweep {
  ask(): void;
  settled(): Promise<void>;
}

export interface ExpirySweepContext {
  deliveries: Pick<DeliveryStore, "expire" | "list">;
  clock: Clock;
  log: Log;
  destinationIds(): string[];
  /** After the rows have changed; `ids` holds those that are worth telling about. */
  expired(ids: readonly number[]): void;
}

/** A second sweep soon after the first, or after a failed write, waits this long. Milliseconds. */
const restMs = 1000;
const toldAtMost = 500;

export function createExpirySweep({ deliveries, clock, log, destinationIds, expired }: ExpirySweepContext): ExpirySweep {
  let under: Promise<void> | null = null;
  let resting = false;
  let askedAgain = false;

  function waiting(now: number): number[] {
    return destinationIds().flatMap((destinationId) =>
      deliveries
        .list({ destinationId, statuses: ["pending"], limit: toldAtMost })
        .filter(({ delivery }) => isExpired(delivery, now))
        .map(({ delivery }) => delivery.id),
    );
  }

  async function sweep(): Promise<void> {
    try {
      const now = clock.now();
      const ids = waiting(now);
      const count = await deliveries.expire(now);
      if (count > 0) expired(ids);
    } catch (error) {
      askedAgain = true;
      log.warn("Deliveries that are too old could not be ended; it is tried again.", { stack: stackOf(error) });
    }
  }

  function ask(): void {
    if (resting) {
      askedAgain = true;
      return;
    }
    resting = true;
    under = sweep().finally(() => {
      under = null;
    });
    clock.after(restMs, () => {
      resting = false;
      if (!askedAgain) return;
      askedAgain = false;
      ask();
    });
  }

  return { ask, settled: async () => under ?? undefined };
}

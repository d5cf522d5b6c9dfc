import type { ReceiverStatus } from "../../shared/status.ts";
import type { Clock } from "../clock.ts";

/** More addresses than this are not remembered: the one that was quiet for longest goes first. */
const maxAddresses = 100;

/** Minutes back for which refusals are counted apart. */
const rememberedMinutes = 60;
const minuteMs = 60_000;

/** Counts refused webhooks per sender address, so that the operator sees whose token is wrong. */
export interface Refusals {
  /** Returns how often this address was refused so far. */
  count(address: string): number;
  /** Latest first; counted since the start. */
  list(): ReceiverStatus["refusals"];
  /** Latest first; counted within the last hour, and only those who were refused in it. */
  lastHour(): ReceiverStatus["refusals"];
}

interface Refused {
  count: number;
  lastAt: number;
  /** Minute since the epoch -> refusals in it. */
  minutes: Map<number, number>;
}

export function createRefusals(clock: Clock): Refusals {
  // A Map keeps its order: each count moves its address to the end, so the first is the one that was quiet for longest.
  const byAddress = new Map<string, Refused>();

  function forgetOld({ minutes }: Refused): void {
    const oldest = Math.floor(clock.now() / minuteMs) - rememberedMinutes;
    for (const minute of minutes.keys()) if (minute <= oldest) minutes.delete(minute);
  }

  return {
    count(address) {
      const refused = byAddress.get(address) ?? { count: 0, lastAt: 0, minutes: new Map<number, number>() };
      const minute = Math.floor(clock.now() / minuteMs);
      refused.count += 1;
      refused.lastAt = clock.now();
      refused.minutes.set(minute, (refused.minutes.get(minute) ?? 0) + 1);
      forgetOld(refused);
      byAddress.delete(address);
      byAddress.set(address, refused);
      const quietest = byAddress.keys().next().value;
      if (byAddress.size > maxAddresses && quietest !== undefined) byAddress.delete(quietest);
      return refused.count;
    },
    list: () => [...byAddress].map(([address, { count, lastAt }]) => ({ address, count, lastAt })).reverse(),
    lastHour() {
      return [...byAddress].reverse().flatMap(([address, refused]) => {
        forgetOld(refused);
        const count = [...refused.minutes.values()].reduce((sum, one) => sum + one, 0);
        return count === 0 ? [] : [{ address, count, lastAt: refused.lastAt }];
      });
    },
  };
}

import type { ReceiverStatus } from "../../shared/status.ts";
import type { Clock } from "../clock.ts";

/** More addresses than this are not remembered: the one that was quiet for longest goes first. */
const maxAddresses = 100;

/** Counts refused webhooks per sender address, so that the operator sees whose token is wrong. */
export interface Refusals {
  /** Returns how often this address was refused so far. */
  count(address: string): number;
  /** Latest first. */
  list(): ReceiverStatus["refusals"];
}

export function createRefusals(clock: Clock): Refusals {
  // A Map keeps its order: each count moves its address to the end, so the first is the one that was quiet for longest.
  const byAddress = new Map<string, { count: number; lastAt: number }>();
  return {
    count(address) {
      const count = (byAddress.get(address)?.count ?? 0) + 1;
      byAddress.delete(address);
      byAddress.set(address, { count, lastAt: clock.now() });
      const quietest = byAddress.keys().next().value;
      if (byAddress.size > maxAddresses && quietest !== undefined) byAddress.delete(quietest);
      return count;
    },
    list: () => [...byAddress].map(([address, { count, lastAt }]) => ({ address, count, lastAt })).reverse(),
  };
}

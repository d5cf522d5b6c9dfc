import { networkInterfaces } from "node:os";
import type { Clock } from "../clock.ts";

const lookEveryMs = 15_000;

type Cards = ReturnType<typeof networkInterfaces>;

/**
 * Calls back after this computer's addresses changed: a cable, a wireless network, a VPN, another address from the router. Node tells of no
 * such thing, so it is looked. Returns its own undo.
 */
export function watchForNetwork(clock: Clock, changed: () => void, cards: () => Cards = networkInterfaces): () => void {
  let last = addressesOf(cards());
  let cancel = clock.after(lookEveryMs, look);
  function look(): void {
    const now = addressesOf(cards());
    const differs = now !== last;
    last = now;
    cancel = clock.after(lookEveryMs, look);
    if (differs) changed();
  }
  return () => cancel();
}

/** Link-local ones come and go with every virtual card, and nobody posts to them. */
function addressesOf(cards: Cards): string {
  return Object.values(cards)
    .flatMap((card) => card ?? [])
    .filter(({ internal, address }) => !internal && !/^(fe80:|169\.254\.)/i.test(address))
    .map(({ address }) => address)
    .sort()
    .join(" ");
}

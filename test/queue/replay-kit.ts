import { silentLog } from "../../src/main/log.ts";
import { createReplays, type Replays } from "../../src/main/queue/replays/replays.ts";
import type { RoutableDestination } from "../../src/main/queue/route.ts";
import type { ReplayStore } from "../../src/main/store/replays/replay-store.ts";
import { type ReplayOrders, type ReplayPreview, replayKinds } from "../../src/shared/replay.ts";
import type { Courier } from "./courier.ts";
import { sampleDestination } from "./samples.ts";

export const everything = { since: 0, until: Number.MAX_SAFE_INTEGER, cameras: [], kinds: replayKinds, rules: "apply" } as const;

export function orders(changes: Partial<ReplayOrders> = {}): ReplayOrders {
  return { destinationId: "hook", ...everything, ...changes };
}

/** Replays on a courier's store and queue; `gone`: destinations that were deleted. `store`: another one in place of the courier's. */
export function replaysOf(
  courier: Courier,
  routables: Partial<RoutableDestination>[] = [{}],
  { gone = new Set<string>(), store = courier.store.replays }: { gone?: Set<string>; store?: ReplayStore } = {},
): Replays {
  const known = routables.map((changes) => sampleDestination(changes));
  return createReplays({
    ...{ replays: store, clock: courier.clock, log: silentLog, changed: () => {}, lists: () => [], waitingAtMost: 40 },
    dispatcher: {
      accepted: (rows) => courier.dispatcher.accepted(rows),
      cancel: (which, reason) => courier.dispatcher.cancel(which, reason),
    },
    destination: (id) => (gone.has(id) ? null : (known.find((one) => one.id === id) ?? null)),
  });
}

/** The last word of a preview. */
export async function previewed(replays: Replays, what: ReplayOrders): Promise<ReplayPreview> {
  let last: ReplayPreview | null = null;
  for await (const step of replays.preview(what, new AbortController().signal)) last = step;
  if (last === null) throw new Error("The preview said nothing.");
  return last;
}

/** Deliveries that a replay made or woke. */
export function sumOf(counts: Record<string, number>): number {
  return Object.values(counts).reduce((sum, count) => sum + count, 0);
}

import { Rules } from "../../../shared/destination.ts";
import type { ReplayOrders } from "../../../shared/replay.ts";
import type { ReplayAct, ReplayCandidate } from "../../store/replays/replay-store.ts";
import type { RouteLookup, Routing } from "../../store/store.ts";
import type { NamedList } from "../list-rules.ts";
import { type RoutableDestination, routeEvent } from "../route.ts";

type Owed = ReplayCandidate["deliveries"][number];

/**
 * What becomes of one event in a replay: at most one delivery for each read (or for the whole event, where the forwarder takes
 * events). What waits already is left alone. What ended without arriving waits anew, in its own row; what arrived, and what was
 * never owed, becomes a new row, so that the books show both.
 *
 * The destination's rules are asked as they are now. A read that passed them once is not asked whether it is the first sighting of
 * its plate: it would find itself.
 */
export function planReplay(
  candidate: ReplayCandidate,
  orders: ReplayOrders,
  destination: RoutableDestination,
  { lookup, lists }: { lookup: RouteLookup; lists: readonly NamedList[] },
): ReplayAct[] {
  const rules = orders.rules === "apply" ? destination.rules : Rules.parse({});
  const route = (asked: RouteLookup) =>
    routeEvent(candidate, [{ ...destination, enabled: true, rules }], candidate.receivedAt, { lookup: asked, lists });
  const again = route({ ...lookup, lastSighting: () => null });
  return route(lookup).flatMap((fresh, index) => {
    const readId = fresh.readIndex === null ? null : (candidate.reads[fresh.readIndex]?.id ?? null);
    const owed = candidate.deliveries.filter((delivery) => delivery.readId === readId);
    const wish = wishOf(owed, orders);
    if (wish === null) return [];
    return [actOf(wish, wish.passed ? (again[index] ?? fresh) : fresh, readId, owed)];
  });
}

/** Which row is to wait anew, null for a new one; `passed`: the rules let it through before. */
interface Wish {
  deliveryId: number | null;
  passed: boolean;
}

function wishOf(owed: readonly Owed[], { kinds }: ReplayOrders): Wish | null {
  const last = (...statuses: Owed["status"][]) => owed.findLast(({ status }) => statuses.includes(status));
  if (last("pending", "sending")) return null;
  for (const status of ["failed", "expired", "cancelled"] as const) {
    const ended = last(status);
    if (ended && kinds.includes(status)) return { deliveryId: ended.id, passed: true };
  }
  if (last("delivered")) return kinds.includes("delivered") ? { deliveryId: null, passed: true } : null;
  const kept = last("filtered", "skipped");
  if (kept) return kinds.includes("keptBack") ? { deliveryId: kept.id, passed: kept.status === "skipped" } : null;
  return owed.length === 0 && kinds.includes("never") ? { deliveryId: null, passed: false } : null;
}

function actOf(wish: Wish, routing: Routing, readId: number | null, owed: readonly Owed[]): ReplayAct {
  if (routing.status !== "pending") return { do: "kept", reason: routing.reason ?? "" };
  const duplicate = owed.some(({ status }) => status === "delivered");
  const sightings = routing.sightings ?? [];
  return wish.deliveryId === null
    ? { do: "new", readId, forwarder: routing.forwarder, sightings, duplicate }
    : { do: "again", deliveryId: wish.deliveryId, sightings, duplicate };
}

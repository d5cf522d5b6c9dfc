import type { CoreStatus } from "../../shared/status.ts";
import type { StoreHealth } from "../store/store.ts";

/** What GET /health says of store and queue; whoever may reach the port learns counts, no names. */
export function healthAnswer({ ok, reason }: StoreHealth, { destinations, deliveriesPaused }: CoreStatus) {
  const count = (state: string) => destinations.filter((destination) => destination.state === state).length;
  const queue = {
    destinations: destinations.length,
    waiting: destinations.reduce((sum, destination) => sum + destination.waiting, 0),
    failed: destinations.reduce((sum, destination) => sum + destination.failed, 0),
    paused: count("paused") + count("cameraPaused"),
    retrying: count("retrying"),
    allPaused: deliveriesPaused !== null,
  };
  return { ok, store: { ok, reason }, queue };
}

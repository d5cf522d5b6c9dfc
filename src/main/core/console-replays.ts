import { phrase } from "../../shared/phrases/phrase.ts";
import type { ReplayOrders, ReplayView } from "../../shared/replay.ts";
import type { SettingsStore } from "../../shared/settings.ts";
import { type ConsoleBackend, ConsoleError } from "../console/backend.ts";
import type { Replays } from "../queue/replays/replays.ts";
import type { StoredReplay } from "../store/replays/replay-store.ts";

type ReplaysPart = Pick<ConsoleBackend, "replays" | "previewReplay" | "startReplay" | "cancelReplay">;

/** Replays as the console asks for them. */
export function createConsoleReplays({ replays, settings }: { replays: Replays; settings: SettingsStore }): ReplaysPart {
  const checked = (orders: ReplayOrders): ReplayOrders => {
    if (!settings.get().destinations.some(({ id }) => id === orders.destinationId))
      throw new ConsoleError(phrase("console.destinationGoneChoose"), "destinationId");
    return orders;
  };
  return {
    replays: () => replays.list().map(viewOf),
    previewReplay: (orders, signal) => replays.preview(checked(orders), signal),
    startReplay: async (orders) => viewOf(await replays.order(checked(orders))),
    cancelReplay: async (id) => ({ cancelled: await replays.cancel(id) }),
  };
}

/** Lined up is not done: it runs until nothing of it waits. */
function viewOf({ id, orders, state, createdAt, endedAt, span, cursor, keptBack, counts }: StoredReplay): ReplayView {
  const sending = state === "done" && counts.pending + counts.sending > 0;
  return {
    ...{ id, orders, createdAt, endedAt, keptBack, counts },
    state: sending ? "running" : state,
    looked: cursor - span.first,
    total: span.last - span.first,
  };
}

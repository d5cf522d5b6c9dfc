/**
 * What one part has to tell another, beside the way of a webhook: settings that changed are applied, deliveries and states go to the console, a
 * sleep and another network make what is connected be looked at anew.
 */
import type { SettingsStore } from "../../shared/settings.ts";
import type { Clock } from "../clock.ts";
import type { Log } from "../log.ts";
import type { Dispatcher } from "../queue/queue.ts";
import type { Store } from "../store/store.ts";
import { chipOf } from "./console-events.ts";
import type { DestinationSet } from "./destination-set.ts";
import { createInTurn } from "./in-turn.ts";
import type { Inboxes } from "./inboxes.ts";
import type { createListSyncs } from "./list-syncs.ts";
import type { LiveHub } from "./live-hub.ts";
import { watchForNetwork } from "./network-watch.ts";
import type { Receiving } from "./receiving.ts";
import { watchForSleep } from "./sleep-watch.ts";
import type { StatusBoard } from "./status-board.ts";
import type { TodayCounts } from "./today.ts";

interface Parts {
  settings: SettingsStore;
  clock: Clock;
  log: Log;
  store: Pick<Store, "onHealthChange">;
  dispatcher: Dispatcher;
  destinations: DestinationSet;
  receiving: Receiving;
  inboxes: Pick<Inboxes, "apply">;
  syncs: Pick<ReturnType<typeof createListSyncs>, "apply">;
  hub: LiveHub;
  today: TodayCounts;
  board: StatusBoard;
}

/** Connects them; `disconnect` undoes it. */
export function connectParts(parts: Parts) {
  const { settings, clock, log, store, dispatcher, destinations, receiving, inboxes, syncs, hub, today, board } = parts;
  const { receiver } = receiving;
  const inTurn = createInTurn(log);
  const touch = () => board.touch();

  async function applyDestinations(): Promise<void> {
    await destinations.use(settings.get().destinations);
    dispatcher.configure(destinations.all().map((destination) => destination.queue));
    touch();
  }

  /** Sockets and sessions from before a sleep, or of a network that is gone, look alive until somebody waits for them in vain. */
  const afterSleep = () =>
    inTurn.run(async () => {
      await receiver.recheck();
      destinations.forget();
      await applyDestinations();
    });

  const reconnect = (why: string) => () => {
    log.info(why);
    // Its failure is in the log by then.
    afterSleep().catch(() => {});
  };

  const undo = [
    watchForSleep(clock, reconnect("The computer slept, or its clock was set.")),
    watchForNetwork(clock, reconnect("The network of the computer changed.")),
    dispatcher.onDelivery((delivery) => {
      today.countDelivery(delivery);
      if (delivery.status === "delivered") destinations.listeners.soon(delivery.destinationId);
      hub.push({ type: "delivery", chip: chipOf(delivery) });
      touch();
    }),
    dispatcher.onState(touch),
    dispatcher.onPauseOfAll(touch),
    receiver.onStatus(touch),
    store.onHealthChange(touch),
    board.onStatus((status) => hub.push({ type: "status", status })),
    settings.onChange((next, previous) => {
      touch();
      if (JSON.stringify(next.destinations) !== JSON.stringify(previous.destinations)) void inTurn.run(applyDestinations);
      if (JSON.stringify(next.receiver) !== JSON.stringify(previous.receiver)) void inTurn.run(() => receiving.apply());
      if (JSON.stringify(next.inboxes) !== JSON.stringify(previous.inboxes)) void inTurn.run(() => inboxes.apply());
      if (JSON.stringify(next.lists) !== JSON.stringify(previous.lists)) void inTurn.run(() => syncs.apply());
    }),
  ];

  return {
    /** Settings are applied one change after the other. */
    inTurn,
    applyDestinations,
    afterSleep,
    disconnect(): void {
      for (const end of undo) end();
    },
  };
}

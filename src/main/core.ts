/**
 * The composition root: the one place that knows all parts and connects them. Data goes one way:
 * receiver -> store -> queue -> forwarders; the console only looks on and gives orders.
 */
import { mkdir } from "node:fs/promises";
import type { CoreStatus } from "../shared/status.ts";
import { createBackupKeeper } from "./core/backup-keeper.ts";
import { createCheckByName } from "./core/check-by-name.ts";
import { createConsole } from "./core/console.ts";
import { chipOf, feedEventOf } from "./core/console-events.ts";
import { createCountKeeper } from "./core/count-keeper.ts";
import { createDestinationSet } from "./core/destination-set.ts";
import { createFiles } from "./core/files.ts";
import { healthAnswer } from "./core/health-answer.ts";
import { createSettingsImport } from "./core/import-settings.ts";
import { createInTurn } from "./core/in-turn.ts";
import { createInboxes } from "./core/inboxes.ts";
import { installationId } from "./core/installation.ts";
import { createListSyncs } from "./core/list-syncs.ts";
import { createLiveHub } from "./core/live-hub.ts";
import { watchForNetwork } from "./core/network-watch.ts";
import { createPictures } from "./core/pictures.ts";
import { createPlateListDesk } from "./core/plate-list-desk.ts";
import { createReceiving } from "./core/receiving.ts";
import { watchForSleep } from "./core/sleep-watch.ts";
import { createStartNotes, noticed } from "./core/start-notes.ts";
import { composeStatus } from "./core/status.ts";
import { createStatusBoard } from "./core/status-board.ts";
import { createTodayCounts } from "./core/today.ts";
import type { Core, CoreDependencies } from "./core-api.ts";
import { createCrashNotes } from "./crash-notes.ts";
import { createDispatcher } from "./queue/dispatcher.ts";
import { createReplays } from "./queue/replays/replays.ts";
import { createRetention } from "./queue/retention.ts";
import { routeEvent } from "./queue/route.ts";
import { createFirewall } from "./receiver/firewall.ts";
import { openStore } from "./store/open-store.ts";
import type { AcceptedEvent, FeedEntry, IncomingEvent } from "./store/store.ts";

/** Creates the core; nothing runs and no file is touched before start(). */
export function createCore(deps: CoreDependencies): Core {
  let running: Awaited<ReturnType<typeof run>> | null = null;
  const core = () => {
    if (!running) throw new Error("Plate Courier is not running.");
    return running;
  };
  return {
    async start() {
      running = await run(deps);
    },
    async stop() {
      const stopping = running;
      running = null;
      await stopping?.stop();
    },
    status: () => core().board.current(),
    calm: (quietMs) => core().calm(quietMs),
    onStatus: (listener) => core().board.onStatus(listener),
    get console() {
      return core().console;
    },
    image: (request) => core().image(request),
    file: (path) => core().file(path),
    afterSleep: () => core().afterSleep(),
    importSettings: (file) => core().importSettings(file),
    checkDestination: (name) => core().checkDestination(name),
  };
}

/** Starts the parts in the order in which they need each other; `stop` ends them in the opposite one. */
async function run(deps: CoreDependencies) {
  const { dataDir, settings, secrets, clock, log, version } = deps;
  await mkdir(dataDir, { recursive: true });
  const store = await openStore({ dataDir, clock, log });
  if (deps.importFirst) {
    // The folder's lock is held by now: the settings of one that runs are not changed behind its back.
    const { file, into } = deps.importFirst;
    const take = createSettingsImport({ settings: into, secrets, entries: store.lists, clock, applied: async () => {} });
    try {
      const { added, updated, unchanged } = await take(file);
      if (!unchanged) log.info("Settings were imported.", { added: added.length, updated: updated.length });
    } catch (error) {
      await store.close();
      throw error;
    }
  }
  const installation = await installationId(dataDir);
  const startedAt = clock.now();
  const crashes = createCrashNotes({ dataDir, version, now: clock.now });
  const hub = createLiveHub();
  const today = createTodayCounts({ store, clock });
  const dispatcher = createDispatcher({ store, clock, log });
  const lists = createPlateListDesk({ entries: store.lists, lists: () => settings.get().lists, clock });
  const destinations = createDestinationSet({
    ...{ store, lists, secrets, clock, log, version, installation },
    onListening: () => board.touch(),
  });
  const pictures = createPictures({ store, log });

  const receiving = createReceiving({
    settings,
    secrets,
    accept,
    arrived: store.arrivals.note,
    health: () => healthAnswer(store.health(), board.current()),
    clock,
    log,
  });
  const { receiver } = receiving;
  const firewall = createFirewall({ clock });
  const inboxes = createInboxes({
    ...{ accept, secrets, clock, log, onChange: () => board.touch() },
    inboxes: () => settings.get().inboxes,
    limits: () => settings.get().receiver,
    storeTrouble: () => store.health().reason,
  });
  const syncs = createListSyncs({
    ...{ secrets, clock, log, version, entries: store.lists, onChange: () => board.touch() },
    lists: () => settings.get().lists,
  });
  const countKeeper = createCountKeeper({ counts: store.counts, clock, log });
  const replays = createReplays({
    ...{ replays: store.replays, dispatcher, clock, log, changed: () => board.touch() },
    destination: (id) => destinations.get(id)?.routable ?? null,
    lists: () => settings.get().lists,
  });
  const retention = createRetention({ store, policy: () => settings.get().retention, clock, log });
  const backups = createBackupKeeper({
    ...{ backups: store.backups, settings: settings.get, tidy: retention.runNow, clock, log, changed: () => board.touch() },
  });

  const destinationIds = () => settings.get().destinations.map((destination) => destination.id);
  const board = createStatusBoard({ compose, clock });
  const found = createStartNotes([...(deps.notes ?? []), ...noticed(store, crashes.begin(), log)], board.touch);

  async function accept(event: IncomingEvent): Promise<AcceptedEvent> {
    const routables = destinations.all().map((destination) => destination.routable);
    // By the time of receipt: what waited in an inbox's queue must not open a gate hours later.
    const named = settings.get().lists;
    const accepted = await store.events.accept(event, (incoming, lookup) =>
      routeEvent(incoming, routables, event.receivedAt, { lookup, lists: named }),
    );
    today.countAccepted(event, accepted);
    if (!accepted.duplicate) {
      const entry = hub.heard ? store.events.get(accepted.eventId) : null;
      if (entry) hub.push({ type: "event", feed: feedEventOf(entry, lists) });
      dispatcher.accepted(accepted.deliveries);
    }
    board.touch();
    return accepted;
  }

  function onReread(before: FeedEntry, after: FeedEntry): void {
    today.countReread(before, after);
    if (hub.heard) hub.push({ type: "again", feed: feedEventOf(after, lists) });
    board.touch();
  }

  function compose(): CoreStatus {
    return composeStatus({
      version,
      startedAt,
      receiver: receiver.status(),
      health: store.health(),
      today: { events: today.events, reads: today.reads, quarantined: today.quarantined },
      lastReceivedAt: today.lastReceivedAt,
      destinations: settings.get().destinations,
      inboxes: inboxes.statuses(),
      ...{ appearance: settings.get().appearance, lists: syncs.attention(), backups: backups.attention() },
      found: found.attention(),
      listening: destinations.listeners.attention(),
      states: dispatcher.states(),
      deliveriesPaused: dispatcher.pausedAll(),
      ledger: store.deliveries.ledger(destinationIds()),
      deliveredToday: today.delivered,
    });
  }

  async function applyDestinations(): Promise<void> {
    await destinations.use(settings.get().destinations);
    dispatcher.configure(destinations.all().map((destination) => destination.queue));
    board.touch();
  }

  const applying = createInTurn(log);
  const apply = applying.run;

  /** Sockets and sessions from before a sleep, or of a network that is gone, look alive until somebody waits for them in vain. */
  const afterSleep = () =>
    apply(async () => {
      await receiver.recheck();
      destinations.forget();
      await applyDestinations();
    });

  const undo = [
    watchForSleep(clock, () => {
      log.info("The computer slept, or its clock was set.");
      // Its failure is in the log by then.
      afterSleep().catch(() => {});
    }),
    watchForNetwork(clock, () => {
      log.info("The network of the computer changed.");
      afterSleep().catch(() => {});
    }),
    dispatcher.onDelivery((delivery) => {
      today.countDelivery(delivery);
      if (delivery.status === "delivered") destinations.listeners.soon(delivery.destinationId);
      hub.push({ type: "delivery", chip: chipOf(delivery) });
      board.touch();
    }),
    dispatcher.onState(() => board.touch()),
    dispatcher.onPauseOfAll(() => board.touch()),
    receiver.onStatus(() => board.touch()),
    store.onHealthChange(() => board.touch()),
    board.onStatus((status) => hub.push({ type: "status", status })),
    settings.onChange((next, previous) => {
      board.touch();
      if (JSON.stringify(next.destinations) !== JSON.stringify(previous.destinations)) void apply(applyDestinations);
      if (JSON.stringify(next.receiver) !== JSON.stringify(previous.receiver)) void apply(() => receiving.apply());
      if (JSON.stringify(next.inboxes) !== JSON.stringify(previous.inboxes)) void apply(() => inboxes.apply());
      if (JSON.stringify(next.lists) !== JSON.stringify(previous.lists)) void apply(() => syncs.apply());
    }),
  ];

  const applied = applying.idle;
  const { console, exports, recovery, checkDestination } = createConsole({
    ...{ store, settings, secrets, clock, log, version, dataDir, installation, updates: deps.updates, dispatcher, hub, today },
    ...{ destinations, receiving, firewall, inboxes, lists, syncs, replays, backups, found, applied, destinationIds },
    status: () => board.current(),
    onReread,
    broughtBack: () => apply(applyDestinations),
  });

  await applyDestinations();
  await dispatcher.start();
  await receiving.start();
  await inboxes.apply();
  await syncs.apply();
  retention.start();
  backups.start();
  countKeeper.start();
  replays.start();
  board.touch();

  return {
    board,
    console,
    calm: (quietMs: number) => receiver.underWay() === 0 && clock.now() - (today.lastReceivedAt ?? 0) >= quietMs,
    image: pictures,
    file: createFiles({ store, console, exports }),
    afterSleep,
    importSettings: createSettingsImport({ settings, secrets, entries: store.lists, clock, applied }),
    checkDestination: createCheckByName({ settings, destinations, check: checkDestination }),
    async stop() {
      exports.stop();
      await Promise.all([receiving.stop(), inboxes.stop(), syncs.stop(), firewall.stop()]);
      for (const end of undo) end();
      await recovery.stop();
      await applying.idle();
      await Promise.all([backups.stop(), retention.stop(), countKeeper.stop(), replays.stop()]);
      await dispatcher.stop();
      await destinations.close();
      board.stop();
      await store.close();
      crashes.ended();
    },
  };
}

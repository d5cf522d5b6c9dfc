/**
 * The composition root: the one place that knows all parts and connects them. Data goes one way:
 * receiver -> store -> queue -> forwarders; the console only looks on and gives orders.
 */
import { mkdir } from "node:fs/promises";
import type { CoreStatus } from "../../shared/status.ts";
import type { CoreDependencies } from "../core-api.ts";
import { createCrashNotes } from "../crash-notes.ts";
import { createDispatcher } from "../queue/dispatcher.ts";
import { createReplays } from "../queue/replays/replays.ts";
import { createRetention } from "../queue/retention.ts";
import { createFirewall } from "../receiver/firewall.ts";
import { openStore } from "../store/open-store.ts";
import type { Store } from "../store/store.ts";
import { createAccepting } from "./accepting.ts";
import { createBackupKeeper } from "./backup-keeper.ts";
import { createCheckByName } from "./check-by-name.ts";
import { connectParts } from "./connect-parts.ts";
import { createConsole } from "./console.ts";
import { createCountKeeper } from "./count-keeper.ts";
import { createDestinationSet } from "./destination-set.ts";
import { createFiles } from "./files.ts";
import { healthAnswer } from "./health-answer.ts";
import { createSettingsImport } from "./import-settings.ts";
import { createInboxes } from "./inboxes.ts";
import { installationId } from "./installation.ts";
import { createListSyncs } from "./list-syncs.ts";
import { createLiveHub } from "./live-hub.ts";
import { createPictures } from "./pictures.ts";
import { createPlateListDesk } from "./plate-list-desk.ts";
import { createReceiving } from "./receiving.ts";
import { createStartNotes, noticed } from "./start-notes.ts";
import { composeStatus } from "./status.ts";
import { createStatusBoard } from "./status-board.ts";
import { createTodayCounts } from "./today.ts";

/** Opens the store, then starts all that works with it. Where it cannot be opened or the settings cannot be taken, nothing runs. */
export async function run(deps: CoreDependencies) {
  const { dataDir, clock, log } = deps;
  await mkdir(dataDir, { recursive: true });
  const store = await openStore({ dataDir, clock, log });
  try {
    await importFirst(deps, store);
  } catch (error) {
    await store.close();
    throw error;
  }
  return compose(deps, store);
}

/** The folder's lock is held by now: the settings of one that runs are not changed behind its back. */
async function importFirst({ importFirst: wanted, secrets, clock, log }: CoreDependencies, store: Store): Promise<void> {
  if (!wanted) return;
  const { file, into } = wanted;
  const take = createSettingsImport({ settings: into, secrets, entries: store.lists, clock, applied: async () => {} });
  const { added, updated, unchanged } = await take(file);
  if (!unchanged) log.info("Settings were imported.", { added: added.length, updated: updated.length });
}

/** Starts the parts in the order in which they need each other; `stop` ends them in the opposite one. */
async function compose(deps: CoreDependencies, store: Store) {
  const { dataDir, settings, secrets, clock, log, version } = deps;
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
  const { accept, reread } = createAccepting({
    ...{ store, settings, destinations, lists, dispatcher, hub, today },
    changed: () => board.touch(),
  });

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
  const board = createStatusBoard({ compose: status, clock });
  const found = createStartNotes([...(deps.notes ?? []), ...noticed(store, crashes.begin(), log)], board.touch);

  function status(): CoreStatus {
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

  const parts = connectParts({
    ...{ settings, clock, log, store, dispatcher, destinations, receiving, inboxes, syncs, hub, today, board },
  });
  const { applyDestinations, inTurn } = parts;
  const applied = inTurn.idle;
  const { console, exports, recovery, checkDestination } = createConsole({
    ...{ store, settings, secrets, clock, log, version, dataDir, installation, updates: deps.updates, dispatcher, hub, today },
    ...{ destinations, receiving, firewall, inboxes, lists, syncs, replays, backups, found, applied, destinationIds },
    status: () => board.current(),
    onReread: reread,
    broughtBack: () => inTurn.run(applyDestinations),
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
    image: createPictures({ store, log }),
    file: createFiles({ store, console, exports }),
    afterSleep: parts.afterSleep,
    importSettings: createSettingsImport({ settings, secrets, entries: store.lists, clock, applied }),
    checkDestination: createCheckByName({ settings, destinations, check: checkDestination }),
    async stop() {
      exports.stop();
      await Promise.all([receiving.stop(), inboxes.stop(), syncs.stop(), firewall.stop()]);
      parts.disconnect();
      await recovery.stop();
      await inTurn.idle();
      await Promise.all([backups.stop(), retention.stop(), countKeeper.stop(), replays.stop()]);
      await dispatcher.stop();
      await destinations.close();
      board.stop();
      await store.close();
      crashes.ended();
    },
  };
}

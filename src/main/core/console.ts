import type { CoreStatus } from "../../shared/status.ts";
import type { ConsoleBackend } from "../console/backend.ts";
import type { CoreDependencies } from "../core-api.ts";
import type { PlateListDesk } from "../forwarders/forwarder.ts";
import type { Dispatcher } from "../queue/queue.ts";
import type { Replays } from "../queue/replays/replays.ts";
import type { Firewall } from "../receiver/firewall.ts";
import type { FeedEntry, Store } from "../store/store.ts";
import type { BackupKeeper } from "./backup-keeper.ts";
import { createConsoleBackups } from "./console-backups.ts";
import { createConsoleDestinations } from "./console-destinations.ts";
import { createConsoleDiagnostics } from "./console-diagnostics.ts";
import { createConsoleDoctor } from "./console-doctor.ts";
import { createConsoleEvents } from "./console-events.ts";
import { createConsoleEvidence } from "./console-evidence.ts";
import { createConsoleHistory } from "./console-history.ts";
import { createConsoleInboxes } from "./console-inboxes.ts";
import { createConsoleInspector } from "./console-inspector.ts";
import { createConsoleLists } from "./console-lists.ts";
import { createConsoleOverview } from "./console-overview.ts";
import { type ConsoleRecovery, createConsoleRecovery } from "./console-recovery.ts";
import { createConsoleReplays } from "./console-replays.ts";
import { createConsoleSettings } from "./console-settings.ts";
import { createConsoleSettingsFile } from "./console-settings-file.ts";
import { createConsoleUpdates } from "./console-updates.ts";
import type { DestinationSet } from "./destination-set.ts";
import { createExportJobs, type ExportJobs } from "./export-jobs.ts";
import type { Inboxes } from "./inboxes.ts";
import type { createListSyncs } from "./list-syncs.ts";
import type { LiveHub } from "./live-hub.ts";
import type { Receiving } from "./receiving.ts";
import type { StartNotes } from "./start-notes.ts";
import { createTestPlate } from "./test-plate.ts";
import type { TodayCounts } from "./today.ts";

/** The parts of the core that the console looks at and gives orders to. */
export interface ConsoleParts
  extends Pick<CoreDependencies, "dataDir" | "settings" | "secrets" | "clock" | "log" | "version" | "updates"> {
  store: Store;
  installation: string;
  dispatcher: Dispatcher;
  hub: LiveHub;
  today: TodayCounts;
  destinations: DestinationSet;
  receiving: Receiving;
  firewall: Firewall;
  inboxes: Inboxes;
  lists: PlateListDesk;
  syncs: ReturnType<typeof createListSyncs>;
  replays: Replays;
  backups: BackupKeeper;
  found: StartNotes;
  status(): CoreStatus;
  destinationIds(): string[];
  /** Resolves when all parts work with the settings as they are now. */
  applied(): Promise<void>;
  /** An event was read once more by the parser. */
  onReread(before: FeedEntry, after: FeedEntry): void;
  /** Data of a database that was set aside is here again, with its destinations. */
  broughtBack(): Promise<void>;
}

/** What the console asks for, and the two of its parts that run by themselves and must be ended. */
export interface CoreConsole {
  console: ConsoleBackend;
  exports: ExportJobs;
  recovery: ConsoleRecovery;
  checkDestination: ReturnType<typeof createConsoleDestinations>["check"];
}

/** Puts the console's backend together, a part for each noun. */
export function createConsole(parts: ConsoleParts): CoreConsole {
  const { store, settings, secrets, clock, log, version, dataDir, installation, updates, dispatcher, hub, today } = parts;
  const { destinations, receiving, firewall, inboxes, lists, syncs, replays, backups, found, status, applied, destinationIds } =
    parts;
  const { receiver, testToken } = receiving;
  const entries = store.lists;
  const exports = createExportJobs({ store, clock, log });
  const recovery = createConsoleRecovery({ store, broughtBack: parts.broughtBack, log });
  const forDestinations = createConsoleDestinations({
    ...{ store, lists, settings, secrets, dispatcher, destinations, today, clock, log, version, installation, applied },
  });
  const console: ConsoleBackend = {
    status,
    dismissNote: found.dismiss,
    ...recovery.console,
    ...createConsoleBackups({ store, keeper: backups, settings, dataDir }),
    ...createConsoleEvents({ store, dispatcher, hub, lists, destinationIds }),
    ...forDestinations,
    ...createConsoleSettings({ settings, secrets, dataDir, applied }),
    ...createConsoleSettingsFile({ settings, secrets, entries, dispatcher, clock, log, version, applied }),
    ...createConsoleInboxes({ settings, secrets, inboxes, log, applied }),
    ...exports,
    ...createConsoleEvidence({ store, settings, clock, version }),
    ...createConsoleInspector({ store, settings, destinations, dispatcher, clock, onReread: parts.onReread }),
    ...createConsoleOverview({ store, settings, clock }),
    ...createConsoleReplays({ replays, settings }),
    ...createConsoleHistory({ store, settings, lists }),
    ...createConsoleLists({ settings, secrets, entries, syncs, clock, applied }),
    ...createConsoleDiagnostics({ dataDir, settings, secrets, status, version, clock }),
    ...createConsoleUpdates({ settings, updates, version }),
    ...createConsoleDoctor({ store, receiver, firewall, settings, status, clock }),
    pauseDeliveries: (until) => dispatcher.pauseAll(until),
    resumeDeliveries: () => dispatcher.resumeAll(),
    sendTestPlate: createTestPlate({ receiver, testToken, clock }),
  };
  return { console, exports, recovery, checkDestination: forDestinations.check };
}

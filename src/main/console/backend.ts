import type { Phrase } from "../../shared/phrases/phrase.ts";
import type { BackupsBackend } from "./backend/backups.ts";
import type { DeliveriesBackend } from "./backend/deliveries.ts";
import type { DestinationsBackend } from "./backend/destinations.ts";
import type { DiagnosticsBackend } from "./backend/diagnostics.ts";
import type { DoctorBackend } from "./backend/doctor.ts";
import type { EventsBackend } from "./backend/events.ts";
import type { ExportsBackend } from "./backend/exports.ts";
import type { HistoryBackend } from "./backend/history.ts";
import type { InboxesBackend } from "./backend/inboxes.ts";
import type { InspectorBackend } from "./backend/inspector.ts";
import type { ListsBackend } from "./backend/lists.ts";
import type { OverviewBackend } from "./backend/overview.ts";
import type { RecoveryBackend } from "./backend/recovery.ts";
import type { ReplaysBackend } from "./backend/replays.ts";
import type { SettingsBackend } from "./backend/settings.ts";
import type { SettingsFileBackend } from "./backend/settings-file.ts";
import type { UpdatesBackend } from "./backend/updates.ts";

export type * from "./backend/deliveries.ts";
export type * from "./backend/destinations.ts";
export type * from "./backend/history.ts";
export type * from "./backend/lists.ts";
export type * from "./backend/settings.ts";

/**
 * What the console may ask of the core, a file of backend/ for each noun. The router (router.ts) is the contract with the UI and
 * depends on this interface only, so that the renderer can import the router's type without pulling in Node. core/console.ts
 * implements it.
 *
 * Every method may throw a ConsoleError: its message is for the operator, and is shown in the operator's language.
 */
export interface ConsoleBackend
  extends EventsBackend,
    HistoryBackend,
    DoctorBackend,
    DeliveriesBackend,
    DestinationsBackend,
    ListsBackend,
    SettingsBackend,
    RecoveryBackend,
    BackupsBackend,
    InboxesBackend,
    InspectorBackend,
    ExportsBackend,
    SettingsFileBackend,
    OverviewBackend,
    ReplaysBackend,
    UpdatesBackend,
    DiagnosticsBackend {}

/** A refusal in the operator's words; `field` is the dotted path of the input it is about. */
export class ConsoleError extends Error {
  override readonly name = "ConsoleError";
  declare readonly message: Phrase;
  readonly field: string | null;
  constructor(message: Phrase, field: string | null = null) {
    super(message);
    this.field = field;
  }
}

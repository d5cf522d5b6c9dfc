import type { SecretBox, SettingsStore } from "../shared/settings.ts";
import type { AttentionAbout, CoreStatus } from "../shared/status.ts";
import type { UpdatesView } from "../shared/updates.ts";
import type { Clock } from "./clock.ts";
import type { ConsoleBackend, TestReport } from "./console/backend.ts";
import type { ServedFile } from "./console/served-file.ts";
import type { Log } from "./log.ts";
import type { SettingsFile } from "./settings/settings-file.ts";

/** What both programs, desktop and headless, give the core. */
export interface CoreDependencies {
  /** Folder of the database and the images; made where it is missing, and held by one process at a time. */
  dataDir: string;
  settings: SettingsStore;
  secrets: SecretBox;
  clock: Clock;
  log: Log;
  version: string;
  /** What was found before the core was made; told until the operator has read it. */
  notes?: readonly StartNote[];
  /**
   * A file to take into the settings before anything is received; start() throws a SettingsError where it cannot be, and nothing
   * is changed. `into`: the settings without what the command line lays over them, which the file must neither end nor keep.
   */
  importFirst?: { file: SettingsFile; into: SettingsStore } | undefined;
  /** Where this program can bring itself up to date; headless it cannot. */
  updates?: ConsoleUpdates | undefined;
}

/** Something that happened to the installation and was mended at the start, in the operator's words. */
export interface StartNote {
  about: "log" | "settings" | "settings-file" | "database" | "restored" | "end";
  /** In English. */
  text: string;
  /** The same for whoever tells it in another language; absent where there are only the words. */
  told?: AttentionAbout;
}

/** What the console shows of updates, and orders. */
export interface ConsoleUpdates {
  view(): UpdatesView;
  check(): Promise<void>;
  take(): void;
}

/** An image as the console shows it. */
export interface ServedImage {
  bytes: Buffer;
  contentType: string;
}

/** image: as received. thumb: small, by image id. plate: the plate's crop, by *read* id. */
export interface ImageRequest {
  kind: "image" | "thumb" | "plate";
  id: number;
}

/** What a settings import changed, by name. */
export interface ImportReport {
  added: string[];
  updated: string[];
  /** true: the file said nothing that is not so already; nothing was written. */
  unchanged: boolean;
}

/** The whole of Plate Courier without a window: receiver, store, queue, forwarders. */
export interface Core {
  /**
   * Opens the store and starts receiving and delivering. A receiver port that is taken is no failure: it is told in
   * status() and tried again. Throws an Error in the operator's words when the data folder cannot be used.
   */
  start(): Promise<void>;
  /** Resolves when nothing runs any more; what is under way is finished or taken back, never lost. */
  stop(): Promise<void>;
  status(): CoreStatus;
  /** True while no webhook is being taken and the last one came at least `quietMs` ago. */
  calm(quietMs: number): boolean;
  /** After each change of the status; returns its own undo. */
  onStatus(listener: (status: CoreStatus) => void): () => void;
  readonly console: ConsoleBackend;
  /** Null where there is no such image, or it cannot be shown. */
  image(request: ImageRequest): Promise<ServedImage | null>;
  /** What stands under /files/ in the console, by the rest of the path; null where there is no such file. */
  file(path: string): Promise<ServedFile | null>;
  /**
   * The computer slept: listening socket, connections and sessions are looked at and made anew; what fell due meanwhile is sent,
   * spread out. Resolves when that is under way; never rejects for what it finds.
   */
  afterSleep(): Promise<void>;
  /** Merges a settings file by name. Throws an Error in the operator's words, and then nothing is changed. */
  importSettings(file: SettingsFile): Promise<ImportReport>;
  /** Runs the check of the destination with this name; throws an Error that lists the names when there is none. */
  checkDestination(name: string): Promise<TestReport>;
}

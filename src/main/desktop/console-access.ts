import type { LiveMessage } from "../../shared/feed.ts";
import type { CoreStatus } from "../../shared/status.ts";
import type { ForwarderInfo, PlateListView, SettingsView } from "../console/backend.ts";
import type { ServedFile } from "../console/served-file.ts";
import type { ImageRequest, ServedImage } from "../core-api.ts";

/**
 * What tray and window ask of a core, whether it runs in this process (own-console.ts) or in another one that this one is
 * attached to (attach/remote-console.ts). Everything may reject: a core in another process may be gone at any moment.
 */
export interface ConsoleAccess {
  /** Answers what the page asks under /trpc; never rejects. */
  rpc(request: Request): Promise<Response>;
  /** Null where there is no such image, or it cannot be shown. */
  image(request: ImageRequest): Promise<ServedImage | null>;
  /** What stands under /files/, by the rest of the path; null where there is no such file. */
  file(path: string): Promise<ServedFile | null>;
  status(): Promise<CoreStatus>;
  /** Everything that happens from the first step of the iteration on; ends when `signal` aborts or the core goes. */
  live(signal: AbortSignal): AsyncIterable<LiveMessage>;
  settings(): Promise<SettingsView>;
  lists(): Promise<PlateListView[]>;
  forwarders(): Promise<ForwarderInfo[]>;
  sendTestPlate(): Promise<{ plate: string }>;
  /** `until` in milliseconds since the epoch; null: until resumed. */
  pauseDeliveries(until: number | null): Promise<void>;
  resumeDeliveries(): Promise<void>;
}

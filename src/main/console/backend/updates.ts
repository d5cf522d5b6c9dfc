import type { UpdateSettings } from "../../../shared/settings.ts";
import type { UpdatesView } from "../../../shared/updates.ts";

/** How a newer version comes onto this machine. */
export interface UpdatesBackend {
  updates(): UpdatesView | Promise<UpdatesView>;
  saveUpdates(next: UpdateSettings): Promise<UpdatesView>;
  /** Asks the server now, whatever the mode; resolves when its answer is known. */
  checkForUpdates(): Promise<UpdatesView>;
  /** Takes the version that is offered: downloads, waits for a calm moment, stops and installs. Resolves at once. */
  takeUpdate(): Promise<UpdatesView>;
}

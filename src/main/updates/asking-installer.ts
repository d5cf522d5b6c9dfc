import { UpdateRefusal } from "./refusal.ts";
import type { SignedFile } from "./statement.ts";
import type { UpdateInstaller } from "./updater.ts";

export interface AskingInstallerDependencies {
  /** Finds and downloads. */
  inner: UpdateInstaller;
  /** Asks Windows to install this file as an administrator. Resolves when somebody agreed or did not, not when it is done. */
  ask(path: string, file: SignedFile): Promise<"agreed" | "declined">;
  /** Ends this process, as its files are exchanged. */
  quit(): void;
}

/**
 * For a window that is attached to a receiver in the background: that one may install nothing, and this process has nothing to stop. Windows
 * is asked first; the installer then asks the receiver to end in order. Whoever says no has changed nothing.
 */
export function createAskingInstaller({ inner, ask, quit }: AskingInstallerDependencies): UpdateInstaller {
  let downloaded: { path: string; file: SignedFile } | null = null;
  return {
    offered: (manifest) => inner.offered(manifest),
    async download(manifest, onPercent, signal) {
      const path = await inner.download(manifest, onPercent, signal);
      downloaded = { path, file: manifest.file };
      return path;
    },
    async install() {
      if (downloaded === null) throw new UpdateRefusal("install", "nothing was downloaded");
      const { path, file } = downloaded;
      if ((await ask(path, file)) === "declined") throw new UpdateRefusal("declined", "");
      quit();
    },
  };
}

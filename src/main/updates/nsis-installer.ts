/**
 * Downloads and starts installers through electron-updater, which loads only what changed where it can, and knows how to start an
 * installer that waits for this process to end. It is given the verified manifest and never asks a server for one itself: its own check
 * of signatures is silent where the installer is not code-signed.
 */
import { CancellationToken, type NsisUpdater, Provider, type ResolvedUpdateFileInfo, type UpdateInfo } from "electron-updater";
import { type ProviderRuntimeOptions, resolveFiles } from "electron-updater/out/providers/Provider.js";
import { phrase } from "../../shared/phrases/phrase.ts";
import type { Log } from "../log.ts";
import type { VerifiedManifest } from "./manifest.ts";
import { UpdateRefusal } from "./refusal.ts";
import type { UpdateInstaller } from "./updater.ts";

/** `updater`: new, and set up by nobody else. `url`: the folder with the installers. */
export function createNsisInstaller({ updater, url, log }: { updater: NsisUpdater; url: string; log: Log }): UpdateInstaller {
  let current: VerifiedManifest | null = null;

  class VerifiedOnly extends Provider<UpdateInfo> {
    // electron-updater hands over its options and itself first.
    constructor(_options: unknown, _updater: unknown, runtime: ProviderRuntimeOptions) {
      super(runtime);
    }
    async getLatestVersion(): Promise<UpdateInfo> {
      if (!current) throw new Error("No manifest was verified.");
      return current.info;
    }
    resolveFiles(info: UpdateInfo): ResolvedUpdateFileInfo[] {
      return resolveFiles(info, new URL(url.endsWith("/") ? url : `${url}/`));
    }
  }

  updater.setFeedURL({ provider: "custom", updateProvider: VerifiedOnly });
  updater.autoDownload = false;
  updater.autoInstallOnAppQuit = false;
  updater.allowDowngrade = false;
  updater.disableWebInstaller = true;
  const tell = (level: "info" | "warn") => (message: unknown) =>
    log[level]("Of electron-updater:", { message: String(message).slice(0, 500) });
  updater.logger = { info: tell("info"), warn: tell("warn"), error: tell("warn") };
  // Without a listener an error would be thrown; all of them also come back from the call that caused them.
  updater.on("error", () => {});

  return {
    async offered(manifest) {
      current = manifest;
      return (await updater.checkForUpdates())?.isUpdateAvailable ?? false;
    },
    async download(manifest, onPercent, signal) {
      if (current !== manifest) throw new UpdateRefusal("download", phrase("update.otherOffered"));
      const cancellation = new CancellationToken();
      const cancel = () => cancellation.cancel();
      const progress = ({ percent }: { percent: number }) => onPercent(Math.round(percent));
      signal.addEventListener("abort", cancel, { once: true });
      updater.on("download-progress", progress);
      try {
        const [path] = await updater.downloadUpdate(cancellation);
        if (!path) throw new UpdateRefusal("download", phrase("update.nothingDownloaded"));
        return path;
      } finally {
        signal.removeEventListener("abort", cancel);
        updater.off("download-progress", progress);
      }
    },
    install() {
      let failure: unknown = null;
      updater.once("error", (error) => {
        failure ??= error;
      });
      // Silent: whoever wanted to decide has done so. Started again afterwards, as it ran before.
      updater.quitAndInstall(true, true);
      if (failure !== null) throw new UpdateRefusal("install", String(failure));
    },
  };
}

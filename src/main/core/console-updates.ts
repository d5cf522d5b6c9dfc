import { phrase } from "../../shared/phrases/phrase.ts";
import type { SettingsStore } from "../../shared/settings.ts";
import type { UpdatesUnsupported, UpdatesView } from "../../shared/updates.ts";
import { type ConsoleBackend, ConsoleError } from "../console/backend.ts";
import type { ConsoleUpdates } from "../core-api.ts";

export interface ConsoleUpdatesDeps {
  settings: SettingsStore;
  updates: ConsoleUpdates | undefined;
  version: string;
}

type UpdatesPart = Pick<ConsoleBackend, "updates" | "saveUpdates" | "checkForUpdates" | "takeUpdate">;

/** Updates as the console shows them; a program that cannot bring itself up to date says why. */
export function createConsoleUpdates({ settings, updates: given, version }: ConsoleUpdatesDeps): UpdatesPart {
  const updates = given ?? noUpdates({ settings, version, unsupported: "headless" });
  return {
    updates: updates.view,
    async saveUpdates(next) {
      settings.set({ ...settings.get(), updates: next });
      return updates.view();
    },
    async checkForUpdates() {
      await updates.check();
      return updates.view();
    },
    async takeUpdate() {
      updates.take();
      return updates.view();
    },
  };
}

/** For a program that gets no updates this way. */
export function noUpdates(about: { settings: SettingsStore; version: string; unsupported: UpdatesUnsupported }): ConsoleUpdates {
  const { settings, version, unsupported } = about;
  const refuse = () => {
    throw new ConsoleError(phrase("console.noUpdates"));
  };
  return {
    view: (): UpdatesView => ({
      ...{ mode: settings.get().updates.mode, unsupported, asks: false, version, step: "idle", staged: false },
      ...{ percent: null, checkedAt: null, offer: null, problem: null },
    }),
    check: async () => refuse(),
    take: refuse,
  };
}

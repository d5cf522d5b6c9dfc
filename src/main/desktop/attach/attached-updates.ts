/**
 * Updates in a window that is attached to a receiver in the background: that one may install nothing, so this process looks, downloads and
 * checks, and Windows asks an administrator. How new versions come is a setting of the receiver; with "automatic" it is told here,
 * too, because a person has to agree.
 */
import { Settings, type SettingsStore, type UpdateSettings } from "../../../shared/settings.ts";
import type { UpdatesView } from "../../../shared/updates.ts";
import type { UpdatesBackend } from "../../console/backend/updates.ts";
import type { ConsoleUpdates } from "../../core-api.ts";

/** What is asked of the receiver. */
export interface RemoteUpdates {
  updates(): Promise<UpdatesView>;
  saveUpdates(next: UpdateSettings): Promise<UpdatesView>;
}

/** The mode as the receiver told it last, in the form that the updater reads; "off" until it told one. */
export interface KnownMode extends SettingsStore {
  learn(mode: UpdateSettings["mode"]): void;
}

export function createKnownMode(): KnownMode {
  let current = Settings.parse({ updates: { mode: "off" } });
  const listeners = new Set<(next: Settings, previous: Settings) => void>();
  function put(next: Settings): void {
    const previous = current;
    current = next;
    if (previous.updates.mode !== next.updates.mode) for (const listener of [...listeners]) listener(next, previous);
  }
  return {
    get: () => current,
    set: put,
    // By itself nothing can be installed here.
    learn: (mode) => put({ ...current, updates: { mode: mode === "automatic" ? "notify" : mode } }),
    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

export interface AttachedUpdatesDependencies {
  /** Of this process. */
  own: ConsoleUpdates;
  remote: RemoteUpdates;
  known: KnownMode;
}

/** Answers what the page asks about updates; never waits for a receiver that is away. */
export function createAttachedUpdates({ own, remote, known }: AttachedUpdatesDependencies): UpdatesBackend {
  let mode: UpdateSettings["mode"] | null = null;

  function learn(view: UpdatesView): void {
    mode = view.mode;
    known.learn(view.mode);
  }

  async function view(): Promise<UpdatesView> {
    await remote.updates().then(learn, () => {});
    const mine = own.view();
    return { ...mine, mode: mode ?? mine.mode, asks: mine.unsupported === null };
  }

  return {
    // The router awaits it.
    updates: view,
    async saveUpdates(next) {
      learn(await remote.saveUpdates(next));
      return view();
    },
    async checkForUpdates() {
      await own.check();
      return view();
    },
    async takeUpdate() {
      own.take();
      return view();
    },
  };
}

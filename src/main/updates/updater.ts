/**
 * Keeps this Plate Courier up to date, or says that there is something newer.
 *
 *   idle --a check is due, or asked for--> checking --nothing newer, or not to be trusted--> idle
 *   checking --newer, mode "automatic"--> downloading;  mode "notify": idle with an offer, until the operator takes it
 *   downloading --whole, and what was signed--> waiting --no webhook is being taken--> installing: the core stops, the installer starts,
 *                                                                                     and this process ends
 *
 * Anything that goes wrong leads back to idle, with the reason, and has changed nothing: what runs goes on running. The file is held
 * against its signed hash after the download and again when everything has stopped, right before it is started.
 */
import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import { phrase } from "../../shared/phrases/phrase.ts";
import type { SettingsStore } from "../../shared/settings.ts";
import type { UpdateOffer, UpdateProblem, UpdateStep, UpdatesView } from "../../shared/updates.ts";
import type { Clock } from "../clock.ts";
import type { Log } from "../log.ts";
import { fetchManifest, isNewer, type SeenManifest, type UpdateFeed, type VerifiedManifest } from "./manifest.ts";
import { UpdateRefusal } from "./refusal.ts";

/** Brings a verified update onto the disk and starts it. */
export interface UpdateInstaller {
  /** Whether it is this machine's turn in a staged roll-out, and its Windows is new enough. */
  offered(manifest: VerifiedManifest): Promise<boolean>;
  /** Resolves with the file's path. Rejects where it did not come whole, and has then left nothing behind. */
  download(manifest: VerifiedManifest, onPercent: (percent: number) => void, signal: AbortSignal): Promise<string>;
  /** Starts the downloaded installer, which waits for this process to end; ends this process. Resolves when that has begun. */
  install(): void | Promise<void>;
}

export interface UpdaterDependencies {
  feed: UpdateFeed;
  version: string;
  arch: string;
  settings: SettingsStore;
  /** What was offered last, kept over restarts. */
  seen: { read(): SeenManifest | null; write(seen: SeenManifest): void };
  fetch: (url: string, init: RequestInit) => Promise<Response>;
  installer: UpdateInstaller;
  /** True while no webhook is being taken and none came for `quietMs`. */
  calm(quietMs: number): boolean;
  /** Stops receiving and delivering; resolves when nothing runs any more. */
  stopCore(): Promise<void>;
  /** Starts this version again, after the core was stopped for an installer that then could not be trusted. */
  restart(): void;
  /** Tells the operator outside of the console; at most once for each version. */
  tell(offer: UpdateOffer): void;
  clock: Clock;
  log: Log;
}

export interface Updater {
  /** Checks now and then, as long as the settings want it. */
  start(): void;
  stop(): Promise<void>;
  view(): UpdatesView;
  /** Resolves when the answer is known; also with the mode "off", because somebody asked. */
  check(): Promise<void>;
  /** Takes the offer. Resolves when it is under way; view() tells the rest. */
  take(): void;
}

const hour = 60 * 60_000;
/** After the start there is more urgent work; then often enough that a fix arrives on the day it is published. */
const firstCheckMs = 60_000;
const checkEveryMs = 6 * hour;
const retryMs = hour;
/** How long nobody may have posted, and after which wait a moment between two webhooks has to do. */
const quietMs = 20_000;
const busySiteMs = 15 * 60_000;
const lookEveryMs = 500;

export function createUpdater(deps: UpdaterDependencies): Updater {
  const { feed, version, arch, settings, seen, installer, clock, log } = deps;
  const mode = () => settings.get().updates.mode;
  let step: UpdateStep = "idle";
  let percent: number | null = null;
  let checkedAt: number | null = null;
  let staged = false;
  let found: VerifiedManifest | null = null;
  let problem: UpdatesView["problem"] = null;
  let told: string | null = null;
  let cancelNext = () => {};
  let ending = new AbortController();
  let work: Promise<void> = Promise.resolve();
  let undo = () => {};

  function fail(error: unknown): void {
    const kind: UpdateProblem = error instanceof UpdateRefusal ? error.kind : "install";
    const detail = error instanceof Error ? error.message : String(error);
    problem = { kind, detail, at: clock.now() };
    log.warn("An update was not taken; nothing was changed.", { kind, detail });
  }

  /** One thing at a time; ends in idle whatever happens. */
  function run(what: (signal: AbortSignal) => Promise<void>): Promise<void> {
    const { signal } = ending;
    work = work
      .then(() => (signal.aborted ? undefined : what(signal)))
      .catch((error: unknown) => {
        if (!signal.aborted) fail(error);
      })
      .finally(() => {
        step = "idle";
        percent = null;
      });
    return work;
  }

  async function look(signal: AbortSignal): Promise<void> {
    step = "checking";
    const manifest = await fetchManifest({ feed, arch, fetch: deps.fetch, signal });
    const last = seen.read();
    const newer = isNewer(manifest, version, last);
    if (last?.signedAt !== manifest.signedAt) seen.write({ version: manifest.version, signedAt: manifest.signedAt });
    const offered = newer && (await installer.offered(manifest));
    checkedAt = clock.now();
    problem = null;
    staged = newer && !offered;
    found = offered ? manifest : null;
    log.info("Looked for updates.", { running: version, offered: manifest.version, newer, staged });
    if (!found) return;
    if (mode() === "automatic") return bring(found, signal);
    const offer = offerOf(found);
    if (mode() === "notify" && told !== offer.version) deps.tell(offer);
    told = offer.version;
  }

  async function bring(manifest: VerifiedManifest, signal: AbortSignal): Promise<void> {
    step = "downloading";
    percent = 0;
    const path = await installer
      .download(manifest, (now) => (percent = now), signal)
      .catch((error: unknown) => {
        throw error instanceof UpdateRefusal
          ? error
          : new UpdateRefusal("download", error instanceof Error ? error.message : String(error));
      });
    await checkFile(path, manifest);
    step = "waiting";
    percent = null;
    await calmMoment(signal);
    step = "installing";
    log.info("The core stops for an update.", { from: version, to: manifest.version });
    await deps.stopCore();
    try {
      await checkFile(path, manifest);
      await installer.install();
    } catch (error) {
      fail(error);
      deps.restart();
    }
  }

  async function calmMoment(signal: AbortSignal): Promise<void> {
    const since = clock.now();
    while (!deps.calm(clock.now() - since > busySiteMs ? 0 : quietMs)) {
      await new Promise<void>((resolve) => {
        clock.after(lookEveryMs, resolve);
        signal.addEventListener("abort", () => resolve(), { once: true });
      });
      signal.throwIfAborted();
    }
  }

  function plan(ms: number): void {
    cancelNext();
    if (mode() === "off") return;
    cancelNext = clock.after(ms, () => void run(look).then(() => plan(problem === null ? checkEveryMs : retryMs)));
  }

  return {
    start() {
      ending = new AbortController();
      plan(firstCheckMs);
      undo = settings.onChange((next, previous) => {
        if (next.updates.mode === previous.updates.mode) return;
        // Whoever switches it off while it waits for a calm moment means now.
        if (next.updates.mode === "off") ending.abort();
        if (next.updates.mode === "off") ending = new AbortController();
        plan(0);
      });
    },
    async stop() {
      undo();
      cancelNext();
      // What stops the core for an installer waits for nothing that is stopped with it.
      if (step === "installing") return;
      ending.abort();
      await work;
    },
    view: () => ({
      ...{ mode: mode(), unsupported: null, asks: false, version, step, percent, checkedAt, staged, problem },
      offer: found && offerOf(found),
    }),
    check: () => (step === "idle" || step === "checking" ? run(look) : Promise.resolve()),
    take() {
      const manifest = found;
      if (manifest && step === "idle") {
        problem = null;
        step = "downloading";
        void run((signal) => bring(manifest, signal));
      }
    },
  };
}

function offerOf({ version, signedAt, file, notes }: VerifiedManifest): UpdateOffer {
  return { version, signedAt, bytes: file.bytes, notes };
}

/** Throws an UpdateRefusal unless the file is, byte for byte, the one that was signed. */
async function checkFile(path: string, { file }: VerifiedManifest): Promise<void> {
  const hash = createHash("sha512");
  try {
    const { size } = await stat(path);
    if (size !== file.bytes) throw new UpdateRefusal("damaged", phrase("update.cutShort", { bytes: size, whole: file.bytes }));
    for await (const chunk of createReadStream(path)) hash.update(chunk as Buffer);
  } catch (error) {
    throw error instanceof UpdateRefusal ? error : new UpdateRefusal("damaged", String(error));
  }
  if (hash.digest("base64") !== file.sha512) throw new UpdateRefusal("damaged", phrase("update.otherFile", { file: file.name }));
}

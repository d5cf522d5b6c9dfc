/**
 * Keeps the lists that are filled from a ParkPow tag up to date, each on its own:
 *
 *   due --> asking --> good: the list holds exactly those plates; due again in 20 minutes
 *                  \-> failed: the last good copy stays; due again sooner at first, and never more often than ParkPow asks
 *
 * A list is due at once when it is new, its settings changed, or an operator asks. It is not asked at the start when the last
 * good sync is younger than 20 minutes: a program that is restarted often must not become a burden.
 */
import { phrase } from "../../shared/phrases/phrase.ts";
import type { PlateList } from "../../shared/plate-list.ts";
import type { SecretBox } from "../../shared/settings.ts";
import type { Clock } from "../clock.ts";
import { DeliveryError } from "../forwarders/forwarder.ts";
import type { HttpClient } from "../forwarders/kit/http.ts";
import type { Log } from "../log.ts";
import type { PlateListStore } from "../store/store.ts";
import { taggedVehicles } from "./parkpow-vehicles.ts";

export interface ParkPowSyncDeps {
  /** As the settings are now. */
  lists(): readonly PlateList[];
  entries: Pick<PlateListStore, "replace" | "syncState" | "putSyncState">;
  secrets: Pick<SecretBox, "decrypt">;
  http: HttpClient;
  clock: Clock;
  log: Log;
  /** Called after each sync, good or not. */
  onChange(): void;
  /** From 0 to 1; spreads the syncs of many installations. */
  random?: () => number;
}

export interface ParkPowSyncs {
  /** Starts, stops and restarts syncs until they are those of the settings. To be called one after the other. */
  apply(): Promise<void>;
  /** Asks now, or waits for the asking that is under way. Resolves also when it fails: the store says how it went. */
  syncNow(listId: string): Promise<void>;
  stop(): Promise<void>;
}

type SyncedList = PlateList & { sync: NonNullable<PlateList["sync"]> };

interface Running {
  list: SyncedList;
  /** What the sync depends on. */
  from: string;
  stopping: AbortController;
  cancel(): void;
  asking: Promise<void> | null;
  failures: number;
}

export const syncEveryMs = 20 * 60 * 1000;
const firstRetryMs = 60_000;
/** Either way, as a part of the wait. */
const jitter = 0.1;

export function createParkPowSyncs(deps: ParkPowSyncDeps): ParkPowSyncs {
  const { entries, clock, log, random = Math.random } = deps;
  let running = new Map<string, Running>();

  function schedule(sync: Running, ms: number): void {
    sync.cancel();
    if (!sync.stopping.signal.aborted) sync.cancel = clock.after(ms, () => void ask(sync));
  }

  const spread = (ms: number) => Math.round(ms * (1 - jitter + 2 * jitter * random()));

  function ask(sync: Running): Promise<void> {
    sync.cancel();
    sync.asking ??= syncOnce(sync).finally(() => {
      sync.asking = null;
      if (!sync.stopping.signal.aborted) deps.onChange();
    });
    return sync.asking;
  }

  async function syncOnce(sync: Running): Promise<void> {
    const { list, stopping } = sync;
    try {
      const { url, tag } = list.sync;
      const token = await openToken(list, deps.secrets);
      const found = await taggedVehicles(
        { url, tag, token },
        { http: deps.http, signal: stopping.signal, now: () => clock.now() },
      );
      stopping.signal.throwIfAborted();
      const changes = await entries.replace(list.id, found.entries, clock.now());
      await entries.putSyncState(list.id, { syncedAt: clock.now(), failingSince: null, problem: null });
      sync.failures = 0;
      log.info("A plate list was filled from ParkPow.", { list: list.name, ...changes, withoutPlate: found.withoutPlate });
      schedule(sync, spread(syncEveryMs));
    } catch (error) {
      if (stopping.signal.aborted) return;
      sync.failures += 1;
      schedule(sync, spread(waitAfter(error, sync.failures)));
      await noteFailure(list, error).catch((trouble: unknown) =>
        log.warn("That a plate list could not be filled could not be noted.", { list: list.name, error: String(trouble) }),
      );
    }
  }

  async function noteFailure(list: PlateList, error: unknown): Promise<void> {
    const known = error instanceof DeliveryError;
    const problem = known ? error.message : phrase("lists.syncFault");
    if (known) log.warn("A plate list could not be filled from ParkPow.", { list: list.name, problem });
    else log.error("The sync of a plate list failed.", { list: list.name, error: String(error) });
    const { syncedAt, failingSince } = entries.syncState(list.id);
    await entries.putSyncState(list.id, { syncedAt, failingSince: failingSince ?? clock.now(), problem });
  }

  /** Zero where it is due at once. */
  function firstWait(list: SyncedList, former: Running | undefined): number {
    const { syncedAt, failingSince } = entries.syncState(list.id);
    if (former || syncedAt === null || failingSince !== null) return 0;
    const age = clock.now() - syncedAt;
    return age < 0 || age >= syncEveryMs ? 0 : syncEveryMs - age;
  }

  async function end(sync: Running): Promise<void> {
    sync.stopping.abort(new Error("The sync was stopped."));
    sync.cancel();
    await sync.asking;
  }

  return {
    async apply() {
      const wanted = deps.lists().filter((list): list is SyncedList => list.sync !== null);
      const former = running;
      const next: typeof running = new Map();
      for (const list of wanted) {
        const from = JSON.stringify(list.sync);
        const known = former.get(list.id);
        // Its name is all that may have changed.
        if (known?.from === from) next.set(list.id, Object.assign(known, { list }));
        else next.set(list.id, { list, from, stopping: new AbortController(), cancel: () => {}, asking: null, failures: 0 });
      }
      running = next;
      await Promise.all([...former.values()].filter((sync) => next.get(sync.list.id) !== sync).map(end));
      for (const sync of next.values())
        if (former.get(sync.list.id) !== sync) schedule(sync, firstWait(sync.list, former.get(sync.list.id)));
    },
    async syncNow(listId) {
      const sync = running.get(listId);
      if (sync) await ask(sync);
    },
    async stop() {
      const ending = [...running.values()];
      running = new Map();
      await Promise.all(ending.map(end));
    },
  };
}

/** Sooner at first for what mends itself; a person must act on the rest. */
function waitAfter(error: unknown, failures: number): number {
  if (!(error instanceof DeliveryError) || (error.kind !== "unreachable" && error.kind !== "busy")) return syncEveryMs;
  const planned = Math.min(firstRetryMs * 2 ** (failures - 1), syncEveryMs);
  return Math.max(planned, Math.min(error.retryAfterMs ?? 0, 60 * 60 * 1000));
}

async function openToken(list: SyncedList, secrets: Pick<SecretBox, "decrypt">): Promise<string> {
  try {
    return await secrets.decrypt(list.sync.token);
  } catch (error) {
    throw new DeliveryError("misconfigured", phrase("lists.tokenUnreadable"), {
      cause: error,
    });
  }
}

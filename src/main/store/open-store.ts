import { existsSync, mkdirSync, statfsSync, statSync } from "node:fs";
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { sentences } from "../../shared/phrases/phrase.ts";
import type { Clock } from "../clock.ts";
import type { Log } from "../log.ts";
import { createAccept } from "./accept.ts";
import { createArrivalStore } from "./arrivals.ts";
import { createBackups } from "./backups/backups.ts";
import { createCheckpoints } from "./checkpoints.ts";
import { createCommitter, stoppingError } from "./committer.ts";
import { createCountStore } from "./counts.ts";
import { createDeliveryStore } from "./deliveries.ts";
import { createDeliveryChanges } from "./delivery-changes.ts";
import { createDestinationStateStore } from "./destination-states.ts";
import { createEventStore } from "./events.ts";
import { flushFolder } from "./flush-folder.ts";
import { lockFolder } from "./folder-lock.ts";
import { formerFileName, openFormerSegments } from "./former-segments.ts";
import { createHistory } from "./history/history.ts";
import { createImageAppender } from "./image-appender.ts";
import { removeImageLeftovers } from "./image-leftovers.ts";
import { createImageStage } from "./image-stage.ts";
import { createImageStore } from "./images.ts";
import { createIterators } from "./iterate.ts";
import { createLogFlush } from "./log-flush.ts";
import { createStoreMonitor } from "./monitor.ts";
import { openWhole, type WholeDatabase } from "./open-whole.ts";
import { createPlateListStore } from "./plate-lists.ts";
import { createReadStore } from "./reads.ts";
import { createRecovery } from "./recovery.ts";
import { createSegmentRemover } from "./remove-segments.ts";
import { createReplayStore } from "./replays/replays.ts";
import { createRereadingStore } from "./rereading.ts";
import { settleRestored } from "./restored.ts";
import { createRetention } from "./retention.ts";
import { listSetAside } from "./set-aside.ts";
import { createSideThread } from "./side-thread.ts";
import type { EventStore, Store, StoreHealth } from "./store.ts";
import { createTrafficStore } from "./traffic.ts";
import { explain, StoreOpenError } from "./unavailable.ts";

/** Name of the database in the data folder. */
export const databaseName = "plate-courier.db";
/** Name of the folder in the data folder that holds the images. */
export const imageFolderName = "images";

export interface StoreParts {
  /** Created where it is missing. One store at a time may have it open for writing. */
  dataDir: string;
  clock: Clock;
  log: Log;
  /** Bytes free on the disk of the data folder; the system is asked by default. */
  freeBytes?: () => number;
  /** Bytes on the disk that webhooks leave free for the database itself; 32 MB by default. */
  reserveBytes?: number;
  /** Reads in a block that is searched; some thousand by default. */
  blockReads?: number;
}

const defaultReserveBytes = 32 * 1024 * 1024;

/**
 * Opens the store: takes the folder's lock, brings the schema up to date, removes what a crash left behind.
 * Throws a StoreOpenError, whose message is for the operator, when the folder is in use, cannot be written, or holds a
 * database that is damaged or newer than this program.
 */
export async function openStore({ dataDir, clock, log, freeBytes, reserveBytes, blockReads }: StoreParts): Promise<Store> {
  const undo: (() => void)[] = [];
  try {
    mkdirSync(dataDir, { recursive: true });
    undo.push(lockFolder(dataDir));
    const whole = openWhole({ dataDir, name: databaseName, now: clock.now(), log });
    undo.push(() => whole.database.close());
    return await assemble({
      whole,
      dataDir,
      clock,
      log,
      freeBytes: freeBytes ?? askDisk(dataDir),
      reserveBytes: reserveBytes ?? defaultReserveBytes,
      blockReads,
      undo,
    });
  } catch (error) {
    for (const step of undo.reverse()) step();
    if (error instanceof StoreOpenError) throw error;
    const { happened, remedy } = explain(error, dataDir);
    throw new StoreOpenError(sentences(happened, remedy), { cause: error });
  }
}

interface Assembly extends Required<Omit<StoreParts, "blockReads">>, Pick<StoreParts, "blockReads"> {
  whole: WholeDatabase;
  undo: (() => void)[];
}

async function assemble(parts: Assembly): Promise<Store> {
  const { whole, dataDir, clock, log, freeBytes, reserveBytes, blockReads, undo } = parts;
  const { database, fresh, setAside, restoredFrom } = whole;
  const imageFolder = join(dataDir, imageFolderName);
  await mkdir(imageFolder, { recursive: true });
  await flushFolder(dataDir);
  const keptDamaged = () => listSetAside(dataDir, databaseName)[0]?.at ?? null;
  // Also where the start that set the last one aside did not come this far.
  const another = fresh || restoredFrom !== null || (keptDamaged() !== null && !existsSync(join(imageFolder, formerFileName)));
  const former = openFormerSegments(imageFolder, another);
  if (another && setAside === null && former.all().length > 0)
    log.warn("The image folder holds files that the database does not know. They are kept until retention comes to their day.", {
      folder: imageFolder,
      files: former.all().length,
    });
  if (restoredFrom !== null) settleRestored(database, clock.now());
  const { resume, onDisk } = await removeImageLeftovers({ database, imageFolder, former, log });
  const newest = database.statement<{ id: number | null }>("SELECT max(id) AS id FROM segments WHERE id > ? AND id < ?");
  const stage = createImageStage();
  const images = createImageAppender({
    imageFolder,
    stage,
    clock,
    resume,
    freeBytes,
    reserveBytes,
    newestOf(day, nextDay) {
      const found = onDisk.filter((id) => id > day && id < nextDay);
      return Math.max(day, newest.get(day, nextDay)?.id ?? day, ...found);
    },
  });

  const monitor = createStoreMonitor({ database, dataDir, clock, log });
  const side = createSideThread(database.path);
  const checkpoints = createCheckpoints({ database, side, whileQuiet: (task) => committer.between(task), log });
  const logFlush = createLogFlush({ database, monitor, clock });
  const committer = createCommitter({ database, images, log: logFlush, monitor, committed: checkpoints.wrote });
  const beat = database.statement("UPDATE pulse SET beats = beats + 1");
  monitor.probeWith(async (failing) => {
    const bytes = failing.images;
    if (bytes !== null)
      await committer.between(async () => {
        try {
          await images.probe(bytes);
          monitor.worked("images");
        } catch (error) {
          monitor.failed("images", error, bytes);
        }
      });
    if (failing.database) await committer.write(() => beat.run());
  });

  const iterate = createIterators(database);
  const arrivals = createArrivalStore({ database, committer, clock, log });
  const segments = createSegmentRemover({
    ...{ database, committer, images, imageFolder, former, log },
    mayBeWanted: () => keptDamaged() !== null,
  });
  const databaseBytes = () => sizeOf(database.path) + sizeOf(`${database.path}-wal`);
  const backups = createBackups({
    ...{ dataDir, databasePath: database.path, databaseBytes, freeBytes, reserveBytes, clock },
    wantedBefore: keptDamaged,
  });
  const stored = database.statement<{ bytes: number }>("SELECT coalesce(sum(end), 0) AS bytes FROM segments");
  const history = createHistory({ database, committer, clock, log, blockReads });
  history.start();
  let closing: Promise<void> | null = null;
  const acceptAlone = createAccept(database, committer);
  const accept: EventStore["accept"] = async (event, route) => {
    if (closing) throw stoppingError();
    const accepted = await acceptAlone(event, route);
    if (!accepted.duplicate) history.added(accepted.readIds.length);
    return accepted;
  };
  const rereading = createRereadingStore(database, committer);
  const retain = createRetention({ database, committer, segments, clock, freeBytes, backups });
  const recovery = createRecovery({
    ...{ database, committer, former, dataDir, databaseName, clock, log, changed: history.changed },
  });

  function health(): StoreHealth {
    const reason = monitor.reason();
    return {
      ok: reason === null,
      reason,
      databaseBytes: databaseBytes(),
      imageBytes: stored.get()?.bytes ?? 0,
      freeBytes: freeBytes(),
    };
  }

  return {
    events: createEventStore(database, accept, iterate.events),
    reads: createReadStore(database, iterate.reads),
    history,
    images: createImageStore({ database, committer, imageFolder, stage, log }),
    deliveries: createDeliveryStore({
      database,
      side,
      changes: createDeliveryChanges(database, committer),
      iterate: iterate.deliveries,
    }),
    lists: createPlateListStore(database, committer),
    destinationStates: createDestinationStateStore(database, committer),
    traffic: createTrafficStore(database),
    arrivals,
    counts: createCountStore(database, committer),
    rereading: {
      ...rereading,
      apply: (...given) => rereading.apply(...given).finally(history.changed),
    },
    replays: createReplayStore(database, committer),
    setAside,
    restoredFrom,
    recovery,
    backups,
    health,
    onHealthChange: (listener) => monitor.onChange(() => listener(health())),
    retain: (policy, signal) => retain(policy, signal).finally(history.changed),
    close() {
      closing ??= (async () => {
        monitor.stop();
        logFlush.hurry();
        const ended = history.stop();
        const noted = arrivals.flush();
        await committer.stop();
        await Promise.all([ended, noted]);
        await checkpoints.stop();
        await logFlush.close();
        await side.close();
        await images.leave().catch((error) => log.warn("An image file could not be closed.", { error: String(error) }));
        for (const step of undo.reverse()) step();
      })();
      return closing;
    },
  };
}

/** When the system does not tell, the last answer stands: retention must not take "unknown" for "full". */
function askDisk(dataDir: string): () => number {
  let last = Number.MAX_SAFE_INTEGER;
  return () => {
    try {
      const { bavail, bsize } = statfsSync(dataDir);
      last = bavail * bsize;
    } catch {
      // A network drive that is away for the moment; writing will tell.
    }
    return last;
  };
}

function sizeOf(path: string): number {
  return statSync(path, { throwIfNoEntry: false })?.size ?? 0;
}

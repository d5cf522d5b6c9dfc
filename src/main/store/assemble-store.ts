import { existsSync, statSync } from "node:fs";
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { createAccept } from "./accept.ts";
import { createArrivalStore } from "./arrivals.ts";
import { createBackups } from "./backups/backups.ts";
import { createCheckpoints } from "./checkpoints.ts";
import { createCommitter, stoppingError } from "./committer.ts";
import { createCountStore } from "./counts.ts";
import { databaseName, imageFolderName } from "./data-folder.ts";
import { createDeliveryStore } from "./deliveries.ts";
import { createDeliveryChanges } from "./delivery-changes.ts";
import { createDestinationStateStore } from "./destination-states.ts";
import { createEventStore } from "./events.ts";
import { flushFolder } from "./flush-folder.ts";
import { formerFileName, openFormerSegments } from "./former-segments.ts";
import { createHistory } from "./history/history.ts";
import { createImageAppender } from "./image-appender.ts";
import { removeImageLeftovers } from "./image-leftovers.ts";
import { createImageStage } from "./image-stage.ts";
import { createImageStore } from "./images.ts";
import { createIterators } from "./iterate.ts";
import { createLogFlush } from "./log-flush.ts";
import { createStoreMonitor } from "./monitor.ts";
import type { StoreParts } from "./open-store.ts";
import type { WholeDatabase } from "./open-whole.ts";
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

/** StoreParts with what was opened. */
interface Assembly extends Required<Omit<StoreParts, "blockReads">>, Pick<StoreParts, "blockReads"> {
  whole: WholeDatabase;
  undo: (() => void)[];
}

/** Connects the parts of an opened store, and removes what a crash left behind. `undo`: what closing it ends with, last first. */
export async function assembleStore(parts: Assembly): Promise<Store> {
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

function sizeOf(path: string): number {
  return statSync(path, { throwIfNoEntry: false })?.size ?? 0;
}

import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { onTestFinished } from "vitest";
import type { Clock } from "../../src/main/clock.ts";
import { type Log, silentLog } from "../../src/main/log.ts";
import type { Database } from "../../src/main/store/database.ts";
import { createImageAppender } from "../../src/main/store/image-appender.ts";
import { createImageStage } from "../../src/main/store/image-stage.ts";
import { createLogFlush } from "../../src/main/store/log-flush.ts";
import { createStoreMonitor } from "../../src/main/store/monitor.ts";
import { openStore, type StoreParts } from "../../src/main/store/open-store.ts";
import type { AttemptResult, IncomingEvent, IncomingImage, Route, Routing, Store } from "../../src/main/store/store.ts";
import { recordedPhrase } from "../../src/shared/phrases/phrase.ts";
import type { ReadDraft } from "../../src/shared/plate-read.ts";

export const day = 24 * 60 * 60 * 1000;

/** A clock that stands still until a test moves it. */
export interface HandClock extends Clock {
  /** Moves on and calls what has become due. */
  forward(ms: number): void;
}

export function handClock(start = Date.UTC(2026, 10, 23, 12)): HandClock {
  let now = start;
  const due = new Set<{ at: number; callback: () => void }>();
  return {
    now: () => now,
    after(ms, callback) {
      const entry = { at: now + ms, callback };
      due.add(entry);
      return () => due.delete(entry);
    },
    forward(ms) {
      now += ms;
      for (const entry of [...due].filter(({ at }) => at <= now)) {
        due.delete(entry);
        entry.callback();
      }
    },
  };
}

/** A folder that goes away with the test. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "plate-courier-store-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }));
  return folder;
}

export interface Bench {
  dataDir: string;
  clock: HandClock;
  store: Store;
  /** Closes and opens again. */
  reopen(): Promise<Store>;
}

/** A store in a folder of its own; closed when the test ends. */
export async function bench(parts: Partial<StoreParts> & { clock?: HandClock } = {}): Promise<Bench> {
  const dataDir = parts.dataDir ?? temporaryFolder();
  const clock = parts.clock ?? handClock();
  const open = () => openStore({ log: silentLog, ...parts, dataDir, clock });
  const made: Bench = {
    dataDir,
    clock,
    store: await open(),
    async reopen() {
      await made.store.close();
      made.store = await open();
      return made.store;
    },
  };
  onTestFinished(() => made.store.close());
  return made;
}

export function collectingLog(): Log & { lines: string[] } {
  const lines: string[] = [];
  const note = (level: string) => (message: string) => void lines.push(`${level}: ${message}`);
  return { lines, debug: note("debug"), info: note("info"), warn: note("warn"), error: note("error") };
}

export function draft(changes: Partial<ReadDraft> = {}): ReadDraft {
  return {
    plate: "ab-123",
    score: 0.91,
    dscore: 0.8,
    region: "us-ca",
    regionScore: 0.7,
    vehicleType: "Sedan",
    vehicleScore: 0.6,
    make: "Fiat",
    model: "Panda",
    makeModelScore: 0.5,
    color: "red",
    colorScore: 0.4,
    orientation: "Rear",
    direction: 271.5,
    speed: null,
    plateBox: { xmin: 1, ymin: 2, xmax: 30, ymax: 40 },
    vehicleBox: null,
    candidates: [{ plate: "ab-123", score: 0.91 }],
    ...changes,
  };
}

export function image(bytes: Buffer, changes: Partial<IncomingImage> = {}): IncomingImage {
  return {
    role: "scene",
    part: "upload",
    filename: "scene.jpg",
    contentType: "image/jpeg",
    width: 640,
    height: 480,
    unreadable: null,
    bytes,
    ...changes,
  };
}

let made = 0;

/** A webhook whose content no other one has, unless `body` is given. */
export function webhook(receivedAt: number, changes: Partial<IncomingEvent> = {}): IncomingEvent {
  made += 1;
  return {
    kind: "recognition",
    hookEvent: "recognition",
    receivedAt,
    capturedAt: receivedAt - 40,
    capturedAtLocal: "2026-11-23 13:00:00.000+01:00",
    camera: "gate",
    source: "yard",
    remoteAddress: "127.0.0.1",
    headers: { cameraId: "gate", cameraName: null, macAddress: null, serialNumber: null },
    body: Buffer.from(JSON.stringify({ made })),
    contentType: "multipart/form-data",
    reason: null,
    reads: [draft()],
    images: [],
    ...changes,
  };
}

/** Every read goes to each of these destinations. */
export function toAll(...destinationIds: string[]): Route {
  return (event) =>
    destinationIds.flatMap((destinationId) => event.reads.map((_, readIndex) => pending({ destinationId, readIndex })));
}

export function pending(changes: Partial<Routing> = {}): Routing {
  return {
    destinationId: "hook",
    forwarder: "webhook",
    readIndex: 0,
    status: "pending",
    reason: null,
    expiresAt: null,
    ...changes,
  };
}

type Failure = Exclude<AttemptResult, { outcome: "delivered" }>;

/** What finish is told of an attempt that failed. */
export function failure(outcome: Failure["outcome"], message: string, next: Failure["next"]): Failure {
  return { outcome, message: recordedPhrase(message), next };
}

export const nowhere: Route = () => [];

export function first<T>(list: readonly T[]): T {
  const [value] = list;
  if (value === undefined) throw new Error("The list is empty.");
  return value;
}

/** What the committer is made of, on a database and a folder of images that are real. */
export function writerParts(database: Database, folder: string, clock = handClock()) {
  const images = createImageAppender({
    imageFolder: folder,
    stage: createImageStage(),
    clock,
    newestOf: (dayId) => dayId,
    resume: null,
    freeBytes: () => 0,
    reserveBytes: 0,
  });
  const monitor = createStoreMonitor({ database, dataDir: folder, clock, log: silentLog });
  return { images, monitor, log: createLogFlush({ database, monitor, clock }) };
}

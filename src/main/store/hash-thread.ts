import { createHash } from "node:crypto";
import { availableParallelism } from "node:os";
import { Worker } from "node:worker_threads";
import type { Clock } from "../clock.ts";
import type { Log } from "../log.ts";
import { threadFile } from "./thread-file.ts";

/**
 * SHA-256 of images, in a thread beside the one that receives, of whose time for a webhook it was a seventh.
 *
 *   asked, the thread is free --------> handed over --> answered
 *   asked, the thread has something --> waits, and is handed over with all others that wait when that is answered
 *
 * Images are handed over where they lie, without a copy, so nobody may write over them until the answer is there. That goes for
 * memory that threads share, which is what webhooks are received into. Everything else is hashed at once, and so is what is
 * small, all until the thread is up, and all where there is no second processor or the thread ended. It starts by itself, and not
 * with the first webhook, which has enough to wait for then: code is compiled, and sharp is loaded.
 */
export interface HashThread {
  /** What is hashed at once is not promised: who asked goes on before anybody else does anything. */
  sha256(images: readonly Uint8Array[]): readonly Uint8Array[] | Promise<readonly Uint8Array[]>;
  /** Whether the thread takes images by now. */
  up(): boolean;
  /** Resolves when the thread has ended and all are answered. */
  close(): Promise<void>;
}

/** Several webhooks' images behind each other. */
export type HashQuestion = readonly Uint8Array[];
export type HashAnswer = readonly Uint8Array[];

interface Asked {
  images: readonly Uint8Array[];
  resolve(hashes: readonly Uint8Array[]): void;
}

/** Below this, handing over takes longer than hashing. */
const leastBytes = 32 * 1024;
/** It makes next to nothing: with V8's own limits it would let 12 MB more of it lie about. */
const resourceLimits = { maxYoungGenerationSizeMb: 1, maxOldGenerationSizeMb: 32 };

/** When everything else has started. */
const startAfterMs = 500;

/** `file`: what the thread runs, another one in tests. */
export function createHashThread(
  { clock, log }: { clock: Pick<Clock, "after">; log: Log },
  file = threadFile("hash-worker.ts", "hash-worker.js"),
): HashThread {
  let waiting: Asked[] = [];
  let underWay: Asked[] = [];
  let worker: Worker | null = null;
  let up = false;
  let ended: Promise<void> = Promise.resolve();
  let usable = availableParallelism() > 1;
  const cancel = clock.after(startAfterMs, () => {
    if (usable) worker = start();
  });

  function start(): Worker {
    const started = new Worker(file, { name: "plate-courier-hash", resourceLimits });
    started.unref();
    started.once("online", () => {
      up = true;
    });
    started.on("message", answered);
    ended = new Promise((resolve) => {
      let reason = "It has ended.";
      started.on("error", (error) => {
        reason = String(error);
      });
      started.on("exit", () => {
        if (usable) log.warn("Images are hashed without a thread of their own from now on.", { reason });
        usable = false;
        for (const { images, resolve: answer } of [...underWay, ...waiting]) answer(hashHere(images));
        underWay = [];
        waiting = [];
        resolve();
      });
    });
    return started;
  }

  function answered(hashes: HashAnswer): void {
    let first = 0;
    for (const { images, resolve } of underWay) {
      resolve(hashes.slice(first, first + images.length));
      first += images.length;
    }
    underWay = [];
    if (waiting.length > 0) handOver();
    else worker?.unref();
  }

  function handOver(): void {
    // It keeps the process only as long as somebody waits for it.
    worker?.ref();
    underWay = waiting;
    waiting = [];
    worker?.postMessage(underWay.flatMap(({ images }) => images) satisfies HashQuestion);
  }

  return {
    sha256(images) {
      const bytes = images.reduce((sum, image) => sum + image.byteLength, 0);
      const shared = images.every((image) => (image.buffer as ArrayBufferLike) instanceof SharedArrayBuffer);
      if (!up || !usable || !shared || bytes < leastBytes) return hashHere(images);
      return new Promise((resolve) => {
        waiting.push({ images, resolve });
        if (underWay.length === 0) handOver();
      });
    },
    up: () => up,
    async close() {
      usable = false;
      cancel();
      worker?.ref();
      worker?.postMessage("close");
      await ended;
    },
  };
}

function hashHere(images: readonly Uint8Array[]): Uint8Array[] {
  return images.map((bytes) => createHash("sha256").update(bytes).digest());
}

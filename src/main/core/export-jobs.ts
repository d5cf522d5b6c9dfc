/**
 * Exports that the console ordered: each is fetched once, as a download, and can be watched and cancelled meanwhile.
 *
 * waiting -- the download begins --> running -- the last byte --> done
 * waiting | running -- cancel, or the download ends before --> cancelled      running -- reading fails --> failed
 */
import { randomUUID } from "node:crypto";
import type { ExportProgress } from "../../shared/export.ts";
import { phrase } from "../../shared/phrases/phrase.ts";
import type { Clock } from "../clock.ts";
import type { ExportOrder } from "../console/backend/exports.ts";
import { type ConsoleBackend, ConsoleError } from "../console/backend.ts";
import type { ServedFile } from "../console/served-file.ts";
import { exportReads } from "../exports/export-reads.ts";
import { type Log, stackOf } from "../log.ts";
import type { Store } from "../store/store.ts";
import { quietTurn } from "./quiet-turn.ts";

type ExportsPart = Pick<ConsoleBackend, "startExport" | "exportProgress" | "cancelExport">;

export interface ExportJobs extends ExportsPart {
  /** The download of an order; null for one that is not known, or was fetched before. */
  file(id: string): ServedFile | null;
  /** Ends what runs. */
  stop(): void;
}

interface Job {
  order: ExportOrder;
  progress: ExportProgress;
  startedAt: number;
  abort: AbortController;
}

/** Orders beyond this go, the oldest first; one that runs is cancelled then. */
const mostJobs = 20;

const types = { csv: "text/csv; charset=utf-8", jsonl: "application/x-ndjson; charset=utf-8", zip: "application/zip" } as const;

export function createExportJobs(deps: { store: Pick<Store, "history" | "images">; clock: Clock; log: Log }): ExportJobs {
  const { store, clock, log } = deps;
  const jobs = new Map<string, Job>();

  function find(id: string): Job {
    const job = jobs.get(id);
    if (!job) throw new ConsoleError(phrase("console.exportGone"));
    return job;
  }

  function cancel(job: Job): void {
    if (job.progress.state === "waiting" || job.progress.state === "running") job.progress.state = "cancelled";
    job.abort.abort();
  }

  async function* bytesOf({ order, progress, abort }: Job): AsyncGenerator<Uint8Array> {
    const source = {
      reads: (signal: AbortSignal) => store.history.iterate(order.filter, signal),
      imagesOf: store.images.of,
      bytes: store.images.bytes,
    };
    try {
      for await (const piece of exportReads(source, order, progress, abort.signal)) {
        abort.signal.throwIfAborted();
        yield piece;
        progress.bytes += piece.length;
        await quietTurn();
      }
      progress.state = "done";
    } catch (error) {
      if (abort.signal.aborted) progress.state = "cancelled";
      else {
        progress.state = "failed";
        log.error("An export failed.", { error: stackOf(error) });
      }
      throw error;
    } finally {
      // A browser that goes away ends the reading here, without an error.
      if (progress.state === "running") progress.state = "cancelled";
    }
  }

  return {
    startExport(order) {
      for (const [id, job] of jobs) {
        if (jobs.size < mostJobs) break;
        cancel(job);
        jobs.delete(id);
      }
      const id = randomUUID();
      const progress: ExportProgress = { state: "waiting", rows: 0, images: 0, bytes: 0, total: null };
      const job: Job = { order, progress, startedAt: clock.now(), abort: new AbortController() };
      jobs.set(id, job);
      store.history.count(order.filter, job.abort.signal).then(
        (total) => {
          progress.total = { reads: total.reads, exact: total.exact };
        },
        () => {},
      );
      return { id };
    },
    exportProgress: (id) => ({ ...find(id).progress }),
    cancelExport: (id) => cancel(find(id)),
    file(id) {
      const job = jobs.get(id);
      if (job?.progress.state !== "waiting") return null;
      job.progress.state = "running";
      const { format } = job.order;
      const day = new Date(job.startedAt).toISOString().slice(0, 10);
      return { name: `plates-${day}.${format}`, contentType: types[format], size: null, chunks: bytesOf(job) };
    },
    stop() {
      for (const job of jobs.values()) cancel(job);
    },
  };
}

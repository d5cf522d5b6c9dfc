import { phrase } from "../../shared/phrases/phrase.ts";
import type { RecoveryView } from "../console/backend/recovery.ts";
import { type ConsoleBackend, ConsoleError } from "../console/backend.ts";
import type { Log } from "../log.ts";
import type { Store } from "../store/store.ts";

export interface RecoveryDeps {
  store: Pick<Store, "recovery">;
  /** What waits again is looked at anew. */
  broughtBack(): Promise<void>;
  log: Log;
}

export interface ConsoleRecovery {
  console: Pick<ConsoleBackend, "recovery" | "bringBack" | "discardDamaged">;
  /** Resolves when nothing is brought back any more. */
  stop(): Promise<void>;
}

/** Brings back in the background, one database at a time: it may take minutes, and nobody waits for an answer that long. */
export function createConsoleRecovery({ store: { recovery }, broughtBack, log }: RecoveryDeps): ConsoleRecovery {
  const stopping = new AbortController();
  let running: { name: string; done: Promise<void> } | null = null;
  let last: RecoveryView["last"] = null;
  const looked = recovery.findWhole(stopping.signal);

  async function run(name: string): Promise<void> {
    try {
      const report = await recovery.bringBack(name, stopping.signal);
      last = { name, ...report, problem: null };
      await broughtBack();
    } catch (error) {
      const problem = error instanceof Error ? error.message : String(error);
      last = { name, events: 0, waiting: 0, lost: 0, damaged: false, missing: null, problem };
      log.error("A former database could not be brought back.", { name, error: problem });
    } finally {
      running = null;
    }
  }

  return {
    console: {
      recovery: () => ({ sources: recovery.sources(), running: running?.name ?? null, last }),
      async bringBack(name) {
        if (running) throw new ConsoleError(phrase("console.bringingBackOther"));
        if (!recovery.sources().some((source) => source.name === name)) throw new ConsoleError(phrase("console.databaseGone"));
        running = { name, done: run(name) };
      },
      async discardDamaged() {
        if (running) throw new ConsoleError(phrase("console.bringingBack"));
        recovery.discard();
        last = null;
      },
    },
    async stop() {
      stopping.abort();
      await Promise.all([running?.done, looked]);
    },
  };
}

/** For the operator, when the start found the database damaged. */
export function damagedSentence(setAside: string, hasBackup: boolean): string {
  const copy = hasBackup ? ", or a copy that was made before," : "";
  return `The database was damaged and is kept as ${setAside}. A fresh one took its place, and webhooks are received as before. What can be read of the old one${copy} can be brought back under Settings, About.`;
}

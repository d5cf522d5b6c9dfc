import type { Clock } from "../../clock.ts";
import type { Log } from "../../log.ts";
import type { Committer } from "../committer.ts";
import type { Database } from "../database.ts";
import { createBlockMaker } from "./block-maker.ts";
import { createBlocks } from "./blocks.ts";
import type { HistoryStore } from "./history-store.ts";
import { createHistorySearch } from "./search.ts";

interface HistoryParts {
  database: Database;
  committer: Committer;
  clock: Clock;
  log: Log;
  /** Reads in a block; some thousand by default. */
  blockReads?: number | undefined;
}

export interface History extends HistoryStore {
  /** Makes blocks of what is there already; to be told what comes and goes from then on. */
  start(): void;
  /** Reads were stored. */
  added(reads: number): void;
  /** Reads may have been changed or deleted. */
  changed(): void;
  /** Breaks off what is searched for; resolves when nothing runs any more. */
  stop(): Promise<void>;
}

/** The search together with the making of the blocks that it searches. */
export function createHistory({ database, committer, clock, log, blockReads }: HistoryParts): History {
  const blocks = createBlocks(database);
  const maker = createBlockMaker({ blocks, committer, clock, log, size: blockReads });
  const ending = new AbortController();
  return {
    start: maker.wake,
    added: maker.added,
    changed: maker.wake,
    ...createHistorySearch(database, blocks, ending.signal),
    async stop() {
      ending.abort(new Error("Plate Courier is stopping."));
      await maker.stop();
    },
  };
}

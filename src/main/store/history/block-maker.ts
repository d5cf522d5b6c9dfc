import type { Clock } from "../../clock.ts";
import type { Log } from "../../log.ts";
import type { Committer } from "../committer.ts";
import { StoreUnavailableError } from "../store.ts";
import type { SearchedRow } from "./block.ts";
import type { Blocks, Span } from "./blocks.ts";
import { createTurns, type Turns } from "./turns.ts";

/** Reads in a block: few enough that reading them again costs little, enough that a million reads are some hundred blocks. */
export const blockReads = 4096;
/** Reading these takes about a millisecond. */
const rowsAtOnce = 250;
const afterMs = 5_000;

/**
 * Makes blocks of reads that are in none, and those anew of which reads were changed or deleted, a little later and a little at a time: a
 * search looks at the reads themselves until then, so nobody waits for it.
 *
 *   reads in no block --enough of them--> stale block, empty --read--> block --a read of it changes or goes--> stale --read--> block,
 *                                                                                                       or nothing is left: removed
 */
export interface BlockMaker {
  /** Reads came. Costs nothing until there are many. */
  added(reads: number): void;
  /** Looks whether there is something to do, and does it some seconds later. */
  wake(): void;
  /** Resolves when nothing runs any more. */
  stop(): Promise<void>;
}

interface BlockMakerParts {
  blocks: Blocks;
  committer: Committer;
  clock: Clock;
  log: Log;
  /** Reads in a block; smaller ones for tests. */
  size?: number | undefined;
}

export function createBlockMaker(parts: BlockMakerParts): BlockMaker {
  const { blocks, committer, clock, log, size = blockReads } = parts;
  const ending = new AbortController();
  /** Takes back what is planned, or stands for what runs. */
  let cancel: (() => void) | null = null;
  let sinceLook = 0;
  let working: Promise<void> = Promise.resolve();

  async function rowsOf(span: Span, turns: Turns): Promise<SearchedRow[]> {
    const all: SearchedRow[] = [];
    for (const rest = { ...span }; rest.firstId <= rest.lastId; ) {
      await turns.give();
      const rows = blocks.rows(rest, rowsAtOnce, "oldest");
      const last = rows.at(-1);
      if (!last) break;
      all.push(...rows);
      rest.firstId = last.id + 1;
    }
    return all;
  }

  async function make(): Promise<void> {
    const turns = createTurns(ending.signal);
    for (;;) {
      await turns.give();
      const stale = blocks.oldestStale();
      if (stale) {
        const rows = await rowsOf(stale, turns);
        await committer.write(() => blocks.put(stale, rows));
        continue;
      }
      const ends = blocks.next(size);
      if (!ends) return;
      await committer.write(() => blocks.add(ends));
    }
  }

  /** A disk that is full is told by the store's health, and tried again. */
  async function catchUp(): Promise<void> {
    try {
      await make();
    } catch (error) {
      if (!ending.signal.aborted && !(error instanceof StoreUnavailableError))
        log.error("Reads could not be put in order for searching; searches take longer.", { error: String(error) });
    }
    cancel = null;
    wake();
  }

  function wake(): void {
    if (cancel || ending.signal.aborted || (!blocks.oldestStale() && !blocks.next(size))) return;
    cancel = clock.after(afterMs, () => {
      working = catchUp();
    });
  }

  return {
    added(reads) {
      sinceLook += reads;
      if (sinceLook < size) return;
      sinceLook = 0;
      wake();
    },
    wake,
    async stop() {
      ending.abort();
      cancel?.();
      await working;
    },
  };
}

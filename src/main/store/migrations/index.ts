import { sql as initial } from "./0001-initial.ts";
import { sql as pausedRevision } from "./0002-paused-revision.ts";
import { sql as plateLists } from "./0003-plate-lists.ts";
import { sql as arrivals } from "./0004-arrivals.ts";
import { sql as countsAndReplays } from "./0005-counts-and-replays.ts";
import { sql as readingAgain } from "./0006-reading-again.ts";
import { sql as readBlocks } from "./0007-read-blocks.ts";

/** One step of the schema. Once released it never changes; what must change becomes a further one. */
export interface Migration {
  /** The database's user_version after it: 1, 2, 3 … without gaps. */
  version: number;
  sql: string;
}

/** All of them, oldest first. */
export const migrations: readonly Migration[] = [
  { version: 1, sql: initial },
  { version: 2, sql: pausedRevision },
  { version: 3, sql: plateLists },
  { version: 4, sql: arrivals },
  { version: 5, sql: countsAndReplays },
  { version: 6, sql: readingAgain },
  { version: 7, sql: readBlocks },
];

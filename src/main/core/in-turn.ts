import type { Log } from "../log.ts";

/** Settings are applied one change after the other, so that two quick ones do not overtake each other. */
export function createInTurn(log: Log) {
  let last = Promise.resolve();
  return {
    /** Runs `what` after all that was asked for before; its failure is the caller's, and in the log. */
    run(what: () => Promise<void>): Promise<void> {
      const done = last.then(what);
      last = done.catch((error: unknown) => log.error("Changed settings could not be applied.", { error: String(error) }));
      return done;
    },
    /** Resolves when all that was asked for so far is done. */
    idle: () => last,
  };
}

import type { Database } from "./database.ts";
import { isStorageTrouble } from "./unavailable.ts";

/** What is written to the database, by itself or with others in one transaction. It may run twice, and does nothing else. */
export interface Change {
  run(): unknown;
  settle(outcome: Outcome): void;
}

export type Outcome = { result: unknown } | { error: unknown };

/** A change that had its turn in a transaction that is on the disk, and what became of it. */
export interface Done {
  change: Change;
  outcome: Outcome;
}

/** One transaction; returns what became of the changes that had their turn in it, at least of the first `atLeast`. */
export type Transact = (changes: readonly Change[], atLeast: number) => Done[];

/** A transaction takes no further change after this long, so that the event loop gets its turn. */
const transactionMs = 8;

/**
 * BEGIN IMMEDIATE; the changes; COMMIT. When one throws, all is rolled back and gone through again with a savepoint around each, so
 * that the one that fails takes nothing of the others with it. Throws where the database itself is in trouble: then nothing is kept.
 */
export function createTransaction(database: Database): Transact {
  const begin = database.statement("BEGIN IMMEDIATE");
  const end = database.statement("COMMIT");
  const savepoint = database.statement("SAVEPOINT one_change");
  const undo = database.statement("ROLLBACK TO one_change");
  const release = database.statement("RELEASE one_change");

  function inTransaction(changes: readonly Change[], atLeast: number, run: (change: Change) => Outcome) {
    const done: Done[] = [];
    const deadline = performance.now() + transactionMs;
    try {
      begin.run();
      for (const change of changes) {
        // Those with images always fit: their bytes are waiting.
        if (done.length >= atLeast && performance.now() > deadline) break;
        done.push({ change, outcome: run(change) });
      }
      end.run();
      return done;
    } catch (error) {
      rollBack();
      throw error;
    }
  }

  function inSavepoint(change: Change): Outcome {
    savepoint.run();
    try {
      const result = change.run();
      release.run();
      return { result };
    } catch (error) {
      if (isStorageTrouble(error)) throw error;
      undo.run();
      release.run();
      return { error };
    }
  }

  function rollBack(): void {
    try {
      database.exec("ROLLBACK");
    } catch {
      // SQLite has rolled back by itself, or the transaction never began.
    }
  }

  return (changes, atLeast) => {
    try {
      return inTransaction(changes, atLeast, (change) => ({ result: change.run() }));
    } catch (error) {
      if (isStorageTrouble(error)) throw error;
      return inTransaction(changes, atLeast, inSavepoint);
    }
  };
}

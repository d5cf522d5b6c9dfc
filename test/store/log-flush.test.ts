import { statSync } from "node:fs";
import { join } from "node:path";
import { expect, it, onTestFinished } from "vitest";
import { type Database, openDatabase } from "../../src/main/store/database.ts";
import { createLogFlush } from "../../src/main/store/log-flush.ts";
import { StoreUnavailableError } from "../../src/main/store/store.ts";
import { recordedPhrase } from "../../src/shared/phrases/phrase.ts";
import { handClock, temporaryFolder } from "./store-kit.ts";

/** A real database with something committed. `flushable`: its log can be opened to be flushed. */
function committed({ flushable }: { flushable: boolean }) {
  const folder = temporaryFolder();
  const path = join(folder, "notes.db");
  const database = openDatabase(path, "write");
  const clock = handClock();
  const told: string[] = [];
  const monitor = {
    worked: () => void told.push("worked"),
    failed: (_part: string, error: unknown) => {
      told.push("failed");
      return new StoreUnavailableError(recordedPhrase(String(error)));
    },
  };
  const log = createLogFlush({ database: flushable ? database : { ...database, path: join(folder, "none") }, monitor, clock });
  database.exec("CREATE TABLE notes (text TEXT)");
  onTestFinished(async () => {
    log.hurry();
    await log.close();
    database.close();
  });
  return { log, clock, told, database, logBytes: () => statSync(`${path}-wal`).size };
}

it("flushes for everyone who waits", async () => {
  const { log, told } = committed({ flushable: true });
  await Promise.all([log.durable(), log.durable(), log.durable()]);
  await log.durable();
  expect(new Set(told)).toEqual(new Set(["worked"]));
});

it("holds everyone back while the log cannot be flushed, until all of it is in the database", async () => {
  const { log, clock, told, logBytes } = committed({ flushable: false });
  let durable = false;
  const waiting = log.durable().then(() => {
    durable = true;
  });
  await expect.poll(() => told).toEqual(["failed"]);
  expect(durable).toBe(false);
  expect(logBytes()).toBeGreaterThan(0);
  clock.forward(3_000);
  await waiting;
  expect(told).toEqual(["failed", "worked"]);
  expect(logBytes()).toBe(0);
});

/** Not all of the log can be moved while somebody reads in it. */
function readIn(database: Database) {
  const reader = openDatabase(database.path, "read");
  reader.exec("BEGIN");
  reader.statement("SELECT * FROM notes").all();
  database.exec("INSERT INTO notes VALUES ('later')");
  database.exec("PRAGMA busy_timeout = 0");
  return reader;
}

it("does not trust a log of which only a part could be moved", async () => {
  const { log, clock, told, database } = committed({ flushable: false });
  const reader = readIn(database);
  const waiting = log.durable();
  await expect.poll(() => told).toEqual(["failed"]);
  clock.forward(3_000);
  await expect.poll(() => told).toEqual(["failed", "failed"]);
  reader.close();
  clock.forward(3_000);
  await waiting;
  expect(told.at(-1)).toBe("worked");
});

it("tries once more when the store closes, and gives up then what the disk refuses", async () => {
  const { log, told, database } = committed({ flushable: false });
  const reader = readIn(database);
  const refused = expect(log.durable()).rejects.toThrow(StoreUnavailableError);
  await expect.poll(() => told).toEqual(["failed"]);
  log.hurry();
  await refused;
  reader.close();
});

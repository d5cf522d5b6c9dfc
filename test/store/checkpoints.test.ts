import { randomBytes } from "node:crypto";
import { statSync } from "node:fs";
import { join } from "node:path";
import { expect, it, onTestFinished } from "vitest";
import { silentLog } from "../../src/main/log.ts";
import { createCheckpoints } from "../../src/main/store/checkpoints.ts";
import { type Database, openDatabase } from "../../src/main/store/database.ts";
import { migrate } from "../../src/main/store/migrate.ts";
import { migrations } from "../../src/main/store/migrations/index.ts";
import { createSideThread, type SideThread } from "../../src/main/store/side-thread.ts";
import { collectingLog, temporaryFolder } from "./store-kit.ts";

/** A real database that SQLite itself moves nothing in, and who moves it instead. */
function withCheckpoints({
  makeSide = createSideThread,
  beforeQuiet = () => {},
}: {
  makeSide?: (path: string) => SideThread;
  beforeQuiet?: () => void;
} = {}) {
  const path = join(temporaryFolder(), "log.db");
  const database = openDatabase(path, "write");
  database.exec("PRAGMA wal_autocheckpoint = 0");
  database.exec("CREATE TABLE notes (id INTEGER PRIMARY KEY, bytes BLOB NOT NULL)");
  const side = makeSide(path);
  const log = collectingLog();
  const quiet: string[] = [];
  const whileQuiet = async (task: () => Promise<void>) => {
    quiet.push("began");
    beforeQuiet();
    await task();
    quiet.push("ended");
  };
  const checkpoints = createCheckpoints({ database, side, whileQuiet, log });
  onTestFinished(async () => {
    await checkpoints.stop();
    await side.close();
    database.close();
  });
  const insert = database.statement("INSERT INTO notes (bytes) VALUES (?)");
  return {
    ...{ database, checkpoints, log, quiet, path },
    write(changes: number, bytes: number) {
      database.exec("BEGIN");
      for (let n = 0; n < changes; n += 1) insert.run(randomBytes(bytes));
      database.exec("COMMIT");
    },
    ownPages: () => database.statement<{ wal_autocheckpoint: number }>("PRAGMA wal_autocheckpoint").get()?.wal_autocheckpoint,
  };
}

it("moves what was committed into the database beside the receiver, once there is enough of it", async () => {
  const { checkpoints, write, path } = withCheckpoints();
  write(10, 4000);
  checkpoints.wrote(10);
  const before = statSync(path).size;
  write(300, 4000);
  checkpoints.wrote(300);
  await expect.poll(() => statSync(path).size, { timeout: 15_000 }).toBeGreaterThan(before + 300 * 4000);
});

it("moves the rest of a long log while nobody writes, so that it begins anew", async () => {
  const reader: { database: Database | null } = { database: null };
  const { checkpoints, write, quiet, path } = withCheckpoints({ beforeQuiet: () => reader.database?.exec("COMMIT") });
  const logBytes = () => statSync(`${path}-wal`).size;
  write(10, 16_000);
  // Who reads holds what came later back, as a receiver does that goes on writing.
  reader.database = openDatabase(path, "read");
  onTestFinished(() => reader.database?.close());
  reader.database.exec("BEGIN");
  reader.database.statement("SELECT count(*) FROM notes").get();
  write(1200, 16_000);
  checkpoints.wrote(1200);
  await expect.poll(() => quiet, { timeout: 15_000 }).toEqual(["began", "ended"]);
  const longest = logBytes();
  write(800, 16_000);
  expect(logBytes()).toBe(longest);
});

it("leaves it to SQLite where no thread can be had, and says so when it was lost", async () => {
  let works = true;
  const asked: string[] = [];
  const { checkpoints, write, log, ownPages } = withCheckpoints({
    makeSide: () => ({
      ask(task, ..._given) {
        asked.push(task);
        return works ? (Promise.resolve({ pages: 1, moved: 1 }) as never) : (Promise.reject(new Error("no thread")) as never);
      },
      close: () => Promise.resolve(),
    }),
  });
  write(1, 10);
  checkpoints.wrote(300);
  await expect.poll(ownPages).toBe(16_000);
  works = false;
  checkpoints.wrote(300);
  await expect.poll(ownPages).toBe(1000);
  expect(asked).toEqual(["checkpoint", "checkpoint"]);
  expect(log.lines).toEqual(["warn: The database's log is not moved beside the receiver any more."]);
});

it("answers each question of a side thread, and rejects what is asked when it has ended or cannot start", async () => {
  const path = join(temporaryFolder(), "asked.db");
  const database = openDatabase(path, "write");
  migrate(database, migrations, temporaryFolder(), 0, silentLog);
  database.close();
  const side = createSideThread(path);
  expect(await Promise.all([side.ask("checkpoint"), side.ask("recountLedger")])).toEqual([
    { pages: expect.any(Number), moved: expect.any(Number) },
    [],
  ]);
  await side.close();
  await expect(side.ask("checkpoint")).rejects.toThrow("closed");
  const nowhere = createSideThread(join(temporaryFolder(), "no-folder", "x.db"));
  await expect(nowhere.ask("checkpoint")).rejects.toThrow(/does not answer/);
  await nowhere.close();
});

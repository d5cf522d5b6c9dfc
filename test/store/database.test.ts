import { join } from "node:path";
import { expect, it, onTestFinished } from "vitest";
import { openDatabase } from "../../src/main/store/database.ts";
import { temporaryFolder } from "./store-kit.ts";

function open(path: string) {
  const database = openDatabase(path, "write");
  onTestFinished(() => database.close());
  return database;
}

it("opens a database that is being written without waiting for the writer, as a thread of the store does", () => {
  const path = join(temporaryFolder(), "busy.db");
  const first = open(path);
  first.exec("CREATE TABLE notes (text TEXT)");
  first.exec("BEGIN IMMEDIATE");
  const second = open(path);
  expect(second.statement("SELECT count(*) AS notes FROM notes").get()).toEqual({ notes: 0 });
  first.exec("COMMIT");
});

it("lets retention give pages back in small steps, in a new database and in one that is opened again", () => {
  const path = join(temporaryFolder(), "small-steps.db");
  for (let times = 0; times < 2; times += 1) expect(open(path).statement("PRAGMA auto_vacuum").get()).toEqual({ auto_vacuum: 2 });
});

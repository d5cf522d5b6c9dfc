import { randomBytes } from "node:crypto";
import { closeSync, openSync, readdirSync, statSync, writeSync } from "node:fs";
import { join } from "node:path";
import { createBackups } from "../../src/main/store/backups/backups.ts";
import { databaseName } from "../../src/main/store/data-folder.ts";
import { openDatabase } from "../../src/main/store/database.ts";
import type { Store } from "../../src/main/store/store.ts";
import { type Bench, draft, toAll, webhook } from "./store-kit.ts";

export const never = new AbortController().signal;
export const policy = { keep: 3, minFreeBytes: 0 };

export async function fill({ store, clock }: Bench, count: number, bytes = 2_000): Promise<void> {
  for (let number = 0; number < count; number += 1)
    await store.events.accept(
      webhook(clock.now() + number, { reads: [draft({ plate: `AB${number}` })], body: randomBytes(bytes) }),
      toAll("hook"),
    );
}

export const folderOf = (dataDir: string) => join(dataDir, "backups");
export const copiesIn = (dataDir: string) =>
  readdirSync(folderOf(dataDir))
    .filter((name) => name !== "last.json")
    .sort();

export function overwrite(file: string, from: number, bytes: number): void {
  const handle = openSync(file, "r+");
  writeSync(handle, Buffer.alloc(bytes, 0xa5), 0, bytes, from);
  closeSync(handle);
}

/** Only the copies of a store: one that is damaged would be found and set aside when it is opened. */
export function copiesOf({ dataDir, clock }: Bench) {
  const databasePath = join(dataDir, databaseName);
  const sizes = { databaseBytes: () => statSync(databasePath).size, freeBytes: () => 1e12, reserveBytes: 0 };
  return createBackups({ dataDir, databasePath, ...sizes, wantedBefore: () => null, clock });
}

export async function make(store: Store, given: Partial<typeof policy> = {}): Promise<string> {
  const outcome = await store.backups.make({ ...policy, ...given }, never);
  if (!("made" in outcome)) throw new Error(JSON.stringify(outcome));
  return outcome.made.file;
}

export function countIn(file: string, table: string): number {
  const copy = openDatabase(file, "read");
  try {
    return copy.statement<{ n: number }>(`SELECT count(*) AS n FROM ${table}`).get()?.n ?? -1;
  } finally {
    copy.close();
  }
}

import { existsSync } from "node:fs";
import { join } from "node:path";
import { databaseName } from "./data-folder.ts";
import type { Database } from "./database.ts";
import { openDatabase } from "./database.ts";
import { schemaVersion } from "./migrate.ts";

/** What support needs to know of a store: numbers and messages, no read. Plates only for being masked elsewhere. */
export interface SupportFacts {
  schemaVersion: number;
  events: number;
  reads: number;
  cameras: { camera: string; events: number; lastSeenAt: number }[];
  /** Per destination and status, with those that retention removed. */
  deliveries: { destinationId: string; status: string; count: number }[];
  /** The newest tries that failed, newest first. */
  failures: { at: number; destinationId: string; outcome: string; message: string }[];
  /** Plates that may stand in a text: of the newest reads and of the lists. */
  plates: string[];
}

/** How far back is looked: some milliseconds, however large the database is. */
const newestReads = 20_000;
const newestAttempts = 5_000;
const mostFailures = 40;
const mostCameras = 200;

/** Reads over a connection of its own, which takes no lock and never makes the receiver wait; null where there is no database. */
export function readSupportFacts(dataDir: string): SupportFacts | null {
  const path = join(dataDir, databaseName);
  if (!existsSync(path)) return null;
  const database = openDatabase(path, "read");
  try {
    return factsOf(database);
  } finally {
    database.close();
  }
}

function factsOf(database: Database): SupportFacts {
  const cameras = database
    .statement<{ camera: string; events: number; reads: number; last: number }>(
      "SELECT camera, events, reads, last_seen_at AS last FROM cameras ORDER BY last_seen_at DESC",
    )
    .all();
  const sum = (key: "events" | "reads") => cameras.reduce((total, camera) => total + camera[key], 0);
  return {
    schemaVersion: schemaVersion(database),
    events: sum("events"),
    reads: sum("reads"),
    cameras: cameras.slice(0, mostCameras).map(({ camera, events, last }) => ({ camera, events, lastSeenAt: last })),
    deliveries: database
      .statement<{ destinationId: string; status: string; count: number }>(
        "SELECT destination_id AS destinationId, status, live + archived AS count FROM delivery_counts WHERE live + archived > 0 ORDER BY 1, 2",
      )
      .all(),
    failures: database
      .statement<{ at: number; destinationId: string; outcome: string; message: string }>(
        `SELECT a.started_at AS at, d.destination_id AS destinationId, a.outcome, a.message
         FROM attempts a JOIN deliveries d ON d.id = a.delivery_id
         WHERE a.id > (SELECT max(id) FROM attempts) - ${newestAttempts} AND a.outcome <> 'delivered'
         ORDER BY a.id DESC LIMIT ${mostFailures}`,
      )
      .all(),
    plates: [
      ...database
        .statement<{ plate: string }>(
          `SELECT DISTINCT plate FROM reads WHERE id > (SELECT max(id) FROM reads) - ${newestReads} AND plate IS NOT NULL`,
        )
        .all(),
      ...database.statement<{ plate: string }>("SELECT plate FROM list_entries").all(),
    ].map(({ plate }) => plate),
  };
}

/**
 * A year of made-up reads, written straight into a database: through the receiver a million would take a quarter of an hour. Seven of
 * ten are of twenty thousand cars that come again and again; the same number always makes the same reads.
 */
import { DatabaseSync } from "node:sqlite";

const day = 86_400_000;
const letters = "ABCDEFGHJKLMNPRSTUVWXYZ";
const makes = [
  "Toyota",
  "Ford",
  "VW",
  "BMW",
  "Fiat",
  "Kia",
  "Audi",
  "Seat",
  "Opel",
  "Honda",
  "Mazda",
  "Volvo",
  "Tesla",
  "Jeep",
  "Saab",
];
const colors = ["white", "black", "silver", "blue", "red", "green", "brown", "yellow", "orange", "pink"];
const types = ["Sedan", "SUV", "Van", "Pickup Truck", "Big Truck", "Bus", "Motorcycle"];
const regions = ["us-ca", "us-tx", "us-nv", "us-az", "mx", "us-or", "us-wa", "ca-bc"];
const models = Array.from({ length: 300 }, (_, index) => `Model ${index}`);
const cameras = Array.from({ length: 24 }, (_, index) => `camera-${index + 1}`);
/** One read alone has this colour: what is rarest. */
export const rareColor = "purple";

/** Numbers from 0 to 1 that are the same each time. */
export function numbers(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** Writes `count` reads, the last of them now, and gives some of their plates. */
export function fillReads(path: string, count: number, now: number): string[] {
  const random = numbers(20261123);
  const among = <Value>(values: readonly Value[]): Value => values[Math.floor(random() * random() * values.length)] as Value;
  const plate = () =>
    Array.from({ length: 7 }, (_, place) =>
      place < 3 ? letters[Math.floor(random() * letters.length)] : Math.floor(random() * 10),
    ).join("");
  const regulars = Array.from({ length: 20_000 }, plate);
  const database = new DatabaseSync(path);
  database.exec("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA foreign_keys = OFF; PRAGMA cache_size = -64000");
  const event = database.prepare(`INSERT INTO events (kind, hook_event, received_at, captured_at, camera, source, read_count,
    content_key, content_hash) VALUES ('recognition', 'recognition', ?, ?, ?, 'yard', 1, ?, zeroblob(32))`);
  const read =
    database.prepare(`INSERT INTO reads (event_id, position, plate, plate_key, score, region, vehicle_type, make, model,
    color, orientation, direction, plate_box, vehicle_box, candidates) VALUES (?, 0, ?, ?, ?, ?, ?, ?, ?, ?, 'Rear', ?, ?, ?, ?)`);
  const delivery = database.prepare(`INSERT INTO deliveries (event_id, read_id, destination_id, forwarder, camera, lane, status,
    attempts, created_at) VALUES (?, ?, 'vms', 'webhook', ?, 'live', ?, 1, ?)`);
  const box = '{"xmin":560,"ymin":470,"xmax":720,"ymax":510}';
  database.exec("BEGIN");
  for (let id = 1; id <= count; id += 1) {
    const at = Math.round(now - 365 * day * (1 - id / count));
    const camera = among(cameras);
    const key = random() < 0.05 ? null : random() < 0.7 ? (regulars[Math.floor(random() * regulars.length)] ?? null) : plate();
    const color = id === Math.floor(count / 3) ? rareColor : among(colors);
    const score = Math.round((0.5 + random() * 0.5) * 1000) / 1000;
    const chance = random();
    const status = chance < 0.002 ? "failed" : chance < 0.03 ? "filtered" : "delivered";
    event.run(at, at - 300, camera, id * 7919);
    read.run(
      ...[id, key?.toLowerCase() ?? null, key, score, among(regions), among(types), among(makes), among(models), color],
      ...[Math.round(random() * 3600) / 10, box, box, `[{"plate":"${key ?? ""}","score":${score}}]`],
    );
    delivery.run(id, id, camera, status, at);
  }
  database.exec("COMMIT");
  database.close();
  return regulars.slice(0, 500);
}

import { randomBytes } from "node:crypto";
import { appendFileSync, existsSync, mkdirSync, readFileSync, rmSync, statSync, truncateSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { sectorBytes as sector } from "../../src/main/store/flushed-file.ts";
import { phrase } from "../../src/shared/phrases/phrase.ts";
import { bench, collectingLog, day, first, handClock, image, nowhere, temporaryFolder, webhook } from "./store-kit.ts";

const segment = (dataDir: string, date = "2026-11-23", number = "0001") => join(dataDir, "images", date, `${number}.seg`);

it("cuts off what a crash wrote behind the last known image, and goes on in the same segment", async () => {
  const made = await bench();
  const pictures = [randomBytes(1000), randomBytes(2000)];
  await made.store.events.accept(webhook(made.clock.now(), { images: [image(first(pictures))] }), nowhere);
  await made.store.close();
  appendFileSync(segment(made.dataDir), randomBytes(500));
  const store = await made.reopen();
  expect(statSync(segment(made.dataDir)).size).toBe(1000);
  await store.events.accept(webhook(made.clock.now(), { images: [image(pictures[1] ?? Buffer.alloc(0))] }), nowhere);
  expect(statSync(segment(made.dataDir)).size).toBe(2 * sector);
  const images = store.events.feed({ afterEventId: 0, limit: 9 }).flatMap(({ event }) => event.images);
  expect(await Promise.all(images.reverse().map(({ id }) => store.images.bytes(id)))).toEqual(pictures);
});

it("removes the segment that a crash left before the database knew it", async () => {
  const { dataDir, reopen, store, clock } = await bench();
  await store.close();
  mkdirSync(join(dataDir, "images", "2026-11-23"), { recursive: true });
  writeFileSync(segment(dataDir), randomBytes(500));
  const again = await reopen();
  expect(existsSync(segment(dataDir))).toBe(false);
  await again.events.accept(webhook(clock.now(), { images: [image(randomBytes(10))] }), nowhere);
  expect(statSync(segment(dataDir)).size).toBe(sector);
});

it("leaves files alone that cannot come from a crash, says so, and does not write over them", async () => {
  const dataDir = temporaryFolder();
  const log = collectingLog();
  mkdirSync(join(dataDir, "images", "2026-11-23"), { recursive: true });
  for (const number of ["0001", "0002"]) writeFileSync(segment(dataDir, "2026-11-23", number), "precious");
  const { store, clock } = await bench({ dataDir, log });
  await store.events.accept(webhook(clock.now(), { images: [image(randomBytes(10))] }), nowhere);
  expect(log.lines).toContainEqual(expect.stringContaining("files that the database does not know"));
  expect(statSync(segment(dataDir)).size).toBe(8);
  expect(statSync(segment(dataDir, "2026-11-23", "0003")).size).toBe(sector);
});

it("begins a new segment on a new day, and when one is full", async () => {
  const clock = handClock();
  const { store, dataDir } = await bench({ clock });
  const accept = (bytes: Buffer) => store.events.accept(webhook(clock.now(), { images: [image(bytes)] }), nowhere);
  await accept(Buffer.alloc(33 * 1024 * 1024));
  await accept(Buffer.alloc(32 * 1024 * 1024));
  await accept(randomBytes(10));
  expect(statSync(segment(dataDir, "2026-11-23", "0001")).size).toBe(65 * 1024 * 1024);
  expect(statSync(segment(dataDir, "2026-11-23", "0002")).size).toBe(sector);
  clock.forward(day);
  await accept(randomBytes(20));
  expect(statSync(segment(dataDir, "2026-11-24", "0001")).size).toBe(sector);
});

it("hands out no picture that was damaged or cut on the disk, and says which file it was", async () => {
  const log = collectingLog();
  const { store, dataDir, clock, reopen } = await bench({ log });
  for (const size of [1000, 1000])
    await store.events.accept(webhook(clock.now(), { images: [image(randomBytes(size))] }), nowhere);
  await store.close();
  truncateSync(segment(dataDir), 1500);
  const again = await reopen();
  const whole = await again.images.bytes(1);
  expect(whole).toHaveLength(1000);
  expect(await again.images.bytes(2)).toBeNull();
  expect(await again.images.bytes(3)).toBeNull();
  expect(log.lines.filter((line) => line.includes("missing or damaged"))).toHaveLength(1);
  // It never writes behind a gap.
  await again.events.accept(webhook(clock.now(), { images: [image(randomBytes(10))] }), nowhere);
  expect(statSync(segment(dataDir, "2026-11-23", "0002")).size).toBe(sector);
  const flipped = readFileSync(segment(dataDir));
  flipped[500] = (flipped[500] ?? 0) ^ 1;
  writeFileSync(segment(dataDir), flipped);
  expect(await again.images.bytes(1)).toBeNull();
  rmSync(segment(dataDir));
  expect(await again.images.bytes(1)).toBeNull();
});

it("remembers that an image could not be decoded", async () => {
  const { store, clock, reopen } = await bench();
  await store.events.accept(webhook(clock.now(), { images: [image(randomBytes(10))] }), nowhere);
  await store.images.markUnreadable(1, phrase("image.endsEarly"));
  expect((await reopen()).images.get(1)).toMatchObject({ unreadable: "the file ends too early", size: 10 });
});

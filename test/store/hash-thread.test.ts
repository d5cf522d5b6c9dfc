import { createHash, randomBytes } from "node:crypto";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it, onTestFinished } from "vitest";
import { systemClock } from "../../src/main/clock.ts";
import { createHashThread } from "../../src/main/store/hash-thread.ts";
import { collectingLog, temporaryFolder } from "./store-kit.ts";

/** Random bytes in memory that threads share, not at its beginning, as an image lies in a webhook's body. */
function shared(bytes: number): Buffer {
  const buffer = Buffer.from(new SharedArrayBuffer(bytes + 300));
  buffer.fill(randomBytes(bytes + 300));
  return buffer.subarray(200, 200 + bytes);
}

const hashed = (images: readonly Uint8Array[]) => images.map((image) => createHash("sha256").update(image).digest("hex"));
const asHex = (hashes: readonly Uint8Array[]) => hashes.map((hash) => Buffer.from(hash).toString("hex"));

/** Until it is up, everything is hashed at once. */
async function thread(file?: string) {
  const log = collectingLog();
  const hashes = createHashThread({ clock: systemClock, log }, file);
  onTestFinished(() => hashes.close());
  const first = [shared(40_000)];
  expect(asHex(await hashes.sha256(first))).toEqual(hashed(first));
  await expect.poll(() => hashes.up(), { timeout: 5_000 }).toBe(true);
  return { hashes, log };
}

it("gives everyone the hashes of their own images, however many ask at once", async () => {
  const { hashes } = await thread();
  const webhooks = Array.from({ length: 30 }, (_, index) =>
    Array.from({ length: index % 3 }, () => (index % 4 === 0 ? randomBytes(50_000) : shared(20_000 + 3_000 * index))),
  );
  const given = await Promise.all(webhooks.map((images) => hashes.sha256(images)));
  expect(given.map(asHex)).toEqual(webhooks.map(hashed));
});

it("hashes all the same, and says so once, where the thread ends", async () => {
  const ends = join(temporaryFolder(), "ends.mjs");
  writeFileSync(ends, 'import { parentPort } from "node:worker_threads";\nparentPort.on("message", () => process.exit(1));\n');
  const { hashes, log } = await thread(ends);
  const webhooks = Array.from({ length: 5 }, () => [shared(60_000), shared(90_000)]);
  expect((await Promise.all(webhooks.map((images) => hashes.sha256(images)))).map(asHex)).toEqual(webhooks.map(hashed));
  const later = [shared(70_000)];
  expect(asHex(await hashes.sha256(later))).toEqual(hashed(later));
  expect(log.lines.filter((line) => line.includes("without a thread"))).toHaveLength(1);
});

it("answers those who still wait when it closes", async () => {
  const { hashes } = await thread();
  const webhooks = Array.from({ length: 10 }, () => [shared(200_000)]);
  const asked = Promise.all(webhooks.map((images) => hashes.sha256(images)));
  await hashes.close();
  expect((await asked).map(asHex)).toEqual(webhooks.map(hashed));
});

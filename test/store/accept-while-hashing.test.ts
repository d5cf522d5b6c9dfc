import { createHash } from "node:crypto";
import { statSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { silentLog } from "../../src/main/log.ts";
import { createAccept } from "../../src/main/store/accept.ts";
import { createCommitter } from "../../src/main/store/committer.ts";
import { openDatabase } from "../../src/main/store/database.ts";
import { migrate } from "../../src/main/store/migrate.ts";
import { migrations } from "../../src/main/store/migrations/index.ts";
import { segmentPath } from "../../src/main/store/segments.ts";
import { handClock, image, nowhere, temporaryFolder, webhook, writerParts } from "./store-kit.ts";

/** The real writer on a real database and real files; the hashes are there when the test says so. */
function hashingLate() {
  const folder = temporaryFolder();
  const clock = handClock();
  const database = openDatabase(join(folder, "accept.db"), "write");
  migrate(database, migrations, folder, 0, silentLog);
  const { images, monitor, log } = writerParts(database, folder, clock);
  const committer = createCommitter({ database, images, log, monitor });
  const asked: (() => void)[] = [];
  const accept = createAccept(database, committer, {
    sha256: (all) =>
      new Promise((resolve) => asked.push(() => resolve(all.map((bytes) => createHash("sha256").update(bytes).digest())))),
  });
  return {
    post: (body: string, picture: string) =>
      accept(webhook(clock.now(), { body: Buffer.from(body), images: [image(Buffer.from(picture))] }), nowhere),
    hash: () => asked.shift()?.(),
    events: () => database.statement("SELECT id FROM events").all().length,
    bytes() {
      const segment = images.current();
      return segment === null ? 0 : statSync(segmentPath(folder, segment)).size;
    },
    async close() {
      await committer.stop();
      await images.leave();
      await log.close();
      database.close();
    },
  };
}

it("writes the pictures of a new webhook while they are hashed, and stores it when they are", async () => {
  const { post, hash, events, bytes, close } = hashingLate();
  const accepted = post("new", "0123456789");
  await expect.poll(bytes).toBe(10);
  expect(events()).toBe(0);
  hash();
  expect(await accepted).toMatchObject({ duplicate: false });
  expect(events()).toBe(1);
  await close();
});

it("hashes first where the JSON came before: a repetition costs no disk, and other pictures make another webhook", async () => {
  const { post, hash, bytes, close } = hashingLate();
  const first = post("same", "0123456789");
  hash();
  const { eventId } = await first;

  const repeated = post("same", "0123456789");
  await new Promise((resolve) => setTimeout(resolve, 50));
  hash();
  expect(await repeated).toMatchObject({ duplicate: true, eventId });
  expect(bytes()).toBe(10);

  const other = post("same", "another one");
  hash();
  expect(await other).toMatchObject({ duplicate: false });
  await close();
});

it("stores identical webhooks that are hashed at the same moment once", async () => {
  const { post, hash, events, close } = hashingLate();
  const all = [1, 2, 3].map(() => post("same", "0123456789"));
  for (const _ of all) hash();
  const outcomes = await Promise.all(all);
  expect(outcomes.filter(({ duplicate }) => !duplicate)).toHaveLength(1);
  expect(new Set(outcomes.map(({ eventId }) => eventId)).size).toBe(1);
  expect(events()).toBe(1);
  await close();
});

import { randomBytes } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { expect, it } from "vitest";
import { createCommitter } from "../../src/main/store/committer.ts";
import { type Database, openDatabase } from "../../src/main/store/database.ts";
import type { ImageAppender, Placement } from "../../src/main/store/image-appender.ts";
import { segmentPath } from "../../src/main/store/segments.ts";
import { temporaryFolder, writerParts } from "./store-kit.ts";

/** The real committer on a real database and real files, with what it does counted. */
function counted(duringFlush = () => {}, beforeCommit = () => {}, beforeDurable = () => Promise.resolve()) {
  const folder = temporaryFolder();
  const counts = { commits: 0, flushes: 0 };
  const real = openDatabase(join(folder, "counted.db"), "write");
  real.exec("CREATE TABLE notes (id INTEGER PRIMARY KEY, text TEXT NOT NULL UNIQUE) STRICT");
  const database: Database = {
    ...real,
    statement<Row>(sql: string) {
      const statement = real.statement<Row>(sql);
      if (sql !== "COMMIT") return statement;
      return {
        ...statement,
        run: () => {
          counts.commits += 1;
          beforeCommit();
          return statement.run();
        },
      };
    },
  };
  const { images: appender, monitor, log } = writerParts(database, folder);
  const images: ImageAppender = {
    ...appender,
    append(parts) {
      counts.flushes += 1;
      const batch = appender.append(parts);
      duringFlush();
      return batch;
    },
  };
  const durable = () => beforeDurable().then(log.durable);
  const committer = createCommitter({ database, images, log: { durable }, monitor });
  const insert = database.statement("INSERT INTO notes (text) VALUES (?)");
  const note = (text: string) => insert.run(text).id;
  const texts = () =>
    real
      .statement<{ text: string }>("SELECT text FROM notes ORDER BY id")
      .all()
      .map((row) => row.text);
  const close = async () => {
    await committer.stop();
    await images.leave();
    await log.close();
    real.close();
  };
  return { committer, counts, note, texts, close, folder };
}

it("puts all that is waiting into one flush and one commit", async () => {
  const { committer, counts, note, close } = counted();
  const changes = Array.from({ length: 20 }, (_, n) => {
    const request = { key: `k${n}`, images: () => [randomBytes(1000)] };
    return committer.writeWithImages(request, (placed) => ({ offset: placed?.[0]?.offset, id: note(`n${n}`) }));
  });
  const results = await Promise.all(changes);
  expect(results.map(({ offset }) => offset)).toEqual(Array.from({ length: 20 }, (_, n) => n * 1000));
  expect(counts).toEqual({ commits: 1, flushes: 1 });
  await close();
});

it("collects webhooks that arrive during a flush for the next round, and commits plain changes without waiting for it", async () => {
  const { committer, counts, note, texts, close } = counted(() => {
    if (during.length > 0) return;
    for (const text of ["b", "c"])
      during.push(committer.writeWithImages({ key: text, images: () => [randomBytes(10)] }, () => note(text)));
    during.push(committer.write(() => note("plain")));
  });
  const during: Promise<unknown>[] = [];
  await committer.writeWithImages({ key: "a", images: () => [randomBytes(10)] }, () => note("a"));
  await Promise.all(during);
  expect(texts()).toEqual(["plain", "a", "b", "c"]);
  expect(counts).toEqual({ commits: 3, flushes: 2 });
  await close();
});

it("writes the next images before it commits the changes of the last, so that the disk need not wait", async () => {
  const order: string[] = [];
  const { committer, note, close } = counted(
    () => {
      order.push("images");
      if (order.length === 1) later = committer.writeWithImages({ key: "b", images: () => [randomBytes(10)] }, () => note("b"));
    },
    () => order.push("commit"),
  );
  let later: Promise<unknown> = Promise.resolve();
  await committer.writeWithImages({ key: "a", images: () => [randomBytes(10)] }, () => note("a"));
  await later;
  expect(order).toEqual(["images", "images", "commit", "commit"]);
  await close();
});

it("tells nobody of a commit that is not on the disk yet, and goes on with others meanwhile", async () => {
  let open = () => {};
  const gate = new Promise<void>((resolve) => {
    open = resolve;
  });
  const { committer, note, texts, close } = counted(undefined, undefined, () => gate);
  const told: string[] = [];
  const request = { key: "a", images: () => [randomBytes(10)] };
  const first = committer.writeWithImages(request, () => note("a")).then(() => told.push("a"));
  await expect.poll(texts).toEqual(["a"]);
  const second = committer.write(() => note("b")).then(() => told.push("b"));
  await expect.poll(texts).toEqual(["a", "b"]);
  expect(told).toEqual([]);
  const stopped = committer.stop();
  open();
  await Promise.all([first, second, stopped]);
  expect(told).toEqual(["a", "b"]);
  await close();
});

it("shares a flush among some pictures, and among all that wait once the disk has turned out to be slow", async () => {
  const database = openDatabase(":memory:", "plain");
  const { images, monitor, log } = writerParts(database, temporaryFolder());
  const pictures: number[] = [];
  const slow: ImageAppender = {
    ...images,
    async append(parts) {
      pictures.push(parts.length);
      const batch = await images.append(parts);
      return { ...batch, flushed: batch.flushed.then(() => sleep(30)) };
    },
  };
  const committer = createCommitter({ database, images: slow, log: { ...log, durable: () => Promise.resolve() }, monitor });
  const request = (number: number) => ({ key: `k${number}`, images: () => [Buffer.alloc(100_000, number)] });
  await Promise.all(Array.from({ length: 40 }, (_, number) => committer.writeWithImages(request(number), () => number)));
  expect(pictures).toEqual([16, 24]);
  await committer.stop();
  await images.leave();
  database.close();
});

it("gives up only the images whose changes could not be committed, and keeps those behind them", async () => {
  const pictures = ["first", "second", "third"].map((name) => Buffer.from(name.repeat(1000)));
  const [first, second, third] = pictures as [Buffer, Buffer, Buffer];
  let commits = 0;
  const { committer, note, texts, close, folder } = counted(
    () => {
      if (behind.length === 0)
        behind.push(committer.writeWithImages(request("b", second), (placed) => ({ placed, id: note("b") })));
    },
    () => {
      commits += 1;
      if (commits === 1) throw Object.assign(new Error("database or disk is full"), { errcode: 13 });
    },
  );
  const behind: Promise<{ placed: readonly Placement[] | null }>[] = [];
  const request = (key: string, image: Buffer) => ({ key, images: () => [image] });
  const failed = committer.writeWithImages(request("a", first), () => note("a"));
  await expect(failed).rejects.toMatchObject({ name: "StoreUnavailableError" });
  const kept = await behind[0];
  const last = await committer.writeWithImages(request("c", third), (placed) => ({ placed, id: note("c") }));
  expect(texts()).toEqual(["b", "c"]);
  const found = [kept, last].map((stored) => {
    const place = stored?.placed?.[0] ?? { segment: 0, offset: -1 };
    const length = stored === kept ? second.length : third.length;
    return readFileSync(segmentPath(folder, place.segment))
      .subarray(place.offset, place.offset + length)
      .toString();
  });
  expect(found).toEqual([second.toString(), third.toString()]);
  await close();
});

it("undoes a change that fails, in the middle of a shared transaction, and only that one", async () => {
  const { committer, counts, note, texts, close } = counted();
  const outcomes = await Promise.allSettled([
    committer.write(() => note("one")),
    committer.write(() => {
      note("two");
      note("one");
    }),
    committer.write(() => note("three")),
  ]);
  expect(outcomes.map(({ status }) => status)).toEqual(["fulfilled", "rejected", "fulfilled"]);
  expect(texts()).toEqual(["one", "three"]);
  // The first time through was rolled back.
  expect(counts.commits).toBe(1);
  await close();
});

it("finishes what is waiting when it stops, and refuses what comes later", async () => {
  const { committer, note, texts, close } = counted();
  const waiting = committer.write(() => note("waiting"));
  await committer.stop();
  await expect(waiting).resolves.toBe(1);
  await expect(committer.write(() => note("late"))).rejects.toMatchObject({ name: "StoreUnavailableError" });
  expect(texts()).toEqual(["waiting"]);
  await close();
});

it("wakes up again for a change that arrives right after a round ended", async () => {
  const { committer, note, texts, close } = counted();
  for (let n = 0; n < 50; n += 1) await committer.write(() => note(`n${n}`));
  expect(texts()).toHaveLength(50);
  await close();
});

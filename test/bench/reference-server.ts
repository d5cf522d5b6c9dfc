/**
 * The yardsticks, each a bare server in a process of its own, so that a reader sees where this machine's limits lie:
 *
 * - `read`     reads every body and forgets it, which nothing that receives webhooks can beat
 * - `busboy`   takes it apart and forgets the parts: the rest is keeping it
 * - `sample`   what the provider's sample receiver does: the image into one file that is overwritten, nothing flushed
 * - `naive`    durable as one would write it first: a file for each image, flushed, then a row, committed, each on its own
 * - `grouped`  durable as Plate Courier is, and nothing else: images behind each other in one file, flushed together, then one
 *              commit for all their rows; no parsing, no repeated webhooks, no deliveries, no indexes
 */
import { mkdirSync } from "node:fs";
import { type FileHandle, open, writeFile } from "node:fs/promises";
import { createServer, type IncomingMessage } from "node:http";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import busboy from "busboy";

interface Parts {
  json: string;
  image: Buffer[];
}

const [kind = "read", folder = "."] = process.argv.slice(2);

function takeApart(request: IncomingMessage): Promise<Parts> {
  return new Promise((resolve, reject) => {
    const parts: Parts = { json: "", image: [] };
    const parser = busboy({ headers: request.headers });
    parser.on("field", (_name, text) => {
      parts.json = text;
    });
    parser.on("file", (_name, stream) => stream.on("data", (chunk: Buffer) => parts.image.push(chunk)));
    parser.on("close", () => resolve(parts)).on("error", reject);
    request.pipe(parser);
  });
}

async function read(request: IncomingMessage): Promise<void> {
  for await (const _ of request);
}

async function sample(request: IncomingMessage): Promise<void> {
  const { image } = await takeApart(request);
  await writeFile(join(folder, "upload.jpg"), image);
}

function openRows(): { add(json: string, place: number): void; begin(): void; commit(): void } {
  const database = new DatabaseSync(join(folder, "rows.db"));
  database.exec("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL");
  database.exec("CREATE TABLE webhooks (id INTEGER PRIMARY KEY, json TEXT NOT NULL, place INTEGER NOT NULL)");
  const insert = database.prepare("INSERT INTO webhooks (json, place) VALUES (?, ?)");
  return {
    add: (json, place) => void insert.run(json, place),
    begin: () => database.exec("BEGIN IMMEDIATE"),
    commit: () => database.exec("COMMIT"),
  };
}

function naive(): (request: IncomingMessage) => Promise<void> {
  const rows = openRows();
  let number = 0;
  return async (request) => {
    const { json, image } = await takeApart(request);
    number += 1;
    const mine = number;
    const file = await open(join(folder, `${mine}.jpg`), "w");
    await file.writev(image);
    await file.datasync();
    await file.close();
    // Outside of a transaction each row is one.
    rows.add(json, mine);
  };
}

function grouped(): (request: IncomingMessage) => Promise<void> {
  const rows = openRows();
  const waiting: { parts: Parts; done(): void }[] = [];
  let file: FileHandle | null = null;
  let end = 0;
  let running = false;

  async function rounds(): Promise<void> {
    running = true;
    file ??= await open(join(folder, "images"), "w");
    for (;;) {
      await new Promise((resolve) => setImmediate(resolve));
      const round = waiting.splice(0);
      if (round.length === 0) break;
      const images = round.flatMap(({ parts }) => parts.image);
      await file.writev(images, end);
      await file.datasync();
      rows.begin();
      for (const { parts } of round) {
        rows.add(parts.json, end);
        end += parts.image.reduce((sum, chunk) => sum + chunk.length, 0);
      }
      rows.commit();
      for (const { done } of round) done();
    }
    running = false;
  }

  return async (request) => {
    const parts = await takeApart(request);
    const stored = new Promise<void>((done) => waiting.push({ parts, done }));
    if (!running) void rounds();
    await stored;
  };
}

const kinds: Record<string, () => (request: IncomingMessage) => Promise<unknown>> = {
  read: () => read,
  busboy: () => takeApart,
  sample: () => sample,
  naive,
  grouped,
};

mkdirSync(folder, { recursive: true });
const handle = kinds[kind]?.();
if (!handle) throw new Error(`There is no reference server called ${kind}.`);
const server = createServer((request, response) => {
  handle(request).then(
    () => response.end("ok"),
    () => response.destroy(),
  );
});
server.listen(0, "127.0.0.1", () => {
  const address = server.address();
  if (address !== null && typeof address === "object") process.stdout.write(`${address.port}\n`);
});

import { execFile } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { describe, expect, it } from "vitest";
import { type ExportSource, exportReads } from "../../src/main/exports/export-reads.ts";
import { createZipWriter } from "../../src/main/exports/zip-writer.ts";
import type { PlateRead, StoredImage } from "../../src/shared/plate-read.ts";
import { draft, temporaryFolder } from "../store/store-kit.ts";

const run = promisify(execFile);
const hasUnzip = await run("unzip", ["-v"]).then(
  () => true,
  () => false,
);

function read(id: number, changes: Partial<PlateRead> = {}): PlateRead {
  const base = { id, eventId: id, index: 0, receivedAt: Date.UTC(2026, 10, 23, 12), capturedAt: null, capturedAtLocal: null };
  return { ...draft(), ...base, camera: "gate", source: null, ...changes };
}

/** Reads that are made when they are asked for, and how many were. */
function source(count: number, changes: (id: number) => Partial<PlateRead> = () => ({})) {
  const asked = { reads: 0, images: 0, ended: 0 };
  const made: ExportSource = {
    async *reads(signal) {
      try {
        for (let id = count; id > 0; id -= 1) {
          signal.throwIfAborted();
          asked.reads += 1;
          yield read(id, changes(id));
        }
      } finally {
        asked.ended += 1;
      }
    },
    imagesOf: (eventId) => [{ id: eventId * 10, role: "scene", contentType: "image/jpeg" } as StoredImage],
    async bytes(imageId) {
      asked.images += 1;
      return imageId === 30 ? null : Buffer.from(`picture ${imageId}`);
    },
  };
  return { made, asked };
}

const running = () => ({ counts: { rows: 0, images: 0 }, abort: new AbortController() });

async function whole(from: ExportSource, how: Parameters<typeof exportReads>[1]): Promise<Buffer> {
  const { counts, abort } = running();
  const pieces: Buffer[] = [];
  for await (const piece of exportReads(from, how, counts, abort.signal)) pieces.push(piece);
  return Buffer.concat(pieces);
}

describe("reads as a table", () => {
  it("begins with a byte order mark for Excel only, and lets no field be run as a formula", async () => {
    const { made } = source(2, (id) => (id === 2 ? { plate: "=HYPERLINK(1)", camera: 'a "quoted", one' } : { plate: "+49" }));
    const csv = (await whole(made, { format: "csv", excel: false })).toString();
    const [head, first, second] = csv.split("\n");
    expect(head).toMatch(/^id,eventId,receivedAt,/);
    expect(first).toContain("'=HYPERLINK(1)");
    expect(first).toContain('"a ""quoted"", one"');
    expect(second).toContain("'+49");
    expect((await whole(made, { format: "csv", excel: true })).toString()).toBe(`\ufeff${csv}`);
  });

  it("is one JSON object a line as JSONL, with what a spreadsheet would run as it is", async () => {
    const { made } = source(3, () => ({ plate: "=1" }));
    const lines = (await whole(made, { format: "jsonl", excel: true })).toString().trimEnd().split("\n");
    expect(lines.map((line) => (JSON.parse(line) as { id: number; plate: string }).id)).toEqual([3, 2, 1]);
    expect(JSON.parse(lines[0] ?? "")).toMatchObject({ plate: "=1" });
  });

  it("reads one piece at a time of a million, and no further than it is taken", async () => {
    const { made, asked } = source(1_000_000);
    const { counts, abort } = running();
    const bytes = exportReads(made, { format: "csv", excel: false }, counts, abort.signal);
    await bytes.next();
    expect(asked.reads).toBe(0);
    for (let piece = 1; piece <= 3; piece += 1) {
      await bytes.next();
      expect(asked.reads).toBe(piece * 200);
    }
    await bytes.return(undefined);
    expect(asked).toMatchObject({ reads: 600, ended: 1 });
  });

  it("ends where it is cancelled", async () => {
    const { made, asked } = source(1_000_000);
    const { counts, abort } = running();
    const bytes = exportReads(made, { format: "jsonl", excel: false }, counts, abort.signal);
    await bytes.next();
    abort.abort();
    await expect(bytes.next()).rejects.toThrow(/abort/i);
    expect(asked).toMatchObject({ reads: 200, ended: 1 });
  });
});

describe("reads with their images", () => {
  it("are an archive of the table and of each image once, in which the table names the images", async () => {
    // Two reads of webhook 2; the image of webhook 3 is gone.
    const { made } = source(4, (id) => ({ eventId: [0, 1, 2, 2, 3][id] ?? 0 }));
    const bytes = await whole(made, { format: "zip", excel: false });
    if (!hasUnzip) return;
    const folder = temporaryFolder();
    writeFileSync(join(folder, "all.zip"), bytes);
    const { stdout } = await run("unzip", ["-Z1", "all.zip"], { cwd: folder });
    expect(stdout.trim().split("\n")).toEqual([
      "reads.csv",
      "images/2026-11-23/2-scene-20.jpg",
      "images/2026-11-23/1-scene-10.jpg",
    ]);
    expect((await run("unzip", ["-t", "all.zip"], { cwd: folder })).stdout).toContain("No errors detected");
    expect((await run("unzip", ["-p", "all.zip", "images/2026-11-23/2-scene-20.jpg"], { cwd: folder })).stdout).toBe(
      "picture 20",
    );
    const table = (await run("unzip", ["-p", "all.zip", "reads.csv"], { cwd: folder })).stdout.trim().split("\n");
    expect(table).toHaveLength(5);
    expect(table[0]).toMatch(/,images$/);
    expect(table[2]).toMatch(/,images\/2026-11-23\/2-scene-20\.jpg$/);
  });

  it("hold one image in memory at a time, and read no further than they are taken", async () => {
    const { made, asked } = source(1000);
    const { counts, abort } = running();
    const bytes = exportReads(made, { format: "zip", excel: false }, counts, abort.signal);
    while (asked.images < 10) await bytes.next();
    expect(asked.images).toBe(10);
    await bytes.next();
    expect(asked.images).toBe(10);
    await bytes.return(undefined);
    expect(asked.ended).toBe(2);
  });
});

it("fails as a whole when what goes into it fails", async () => {
  async function* broken() {
    yield Buffer.from("a");
    throw new Error("the disk is gone");
  }
  const taking = async () => {
    for await (const _ of createZipWriter().deflated("a.txt", broken(), 0));
  };
  await expect(taking()).rejects.toThrow("the disk is gone");
});

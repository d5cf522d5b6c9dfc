import type { ExportFormat } from "../../shared/export.ts";
import type { PlateRead, StoredImage } from "../../shared/plate-read.ts";
import { exportColumns, type Row, readRow } from "./rows.ts";
import { csvBytes, jsonLineBytes } from "./tables.ts";
import { createZipWriter } from "./zip-writer.ts";

/** What an export reads from; `reads` gives all that match once more at each call, newest first. */
export interface ExportSource {
  reads(signal: AbortSignal): AsyncIterable<PlateRead>;
  imagesOf(eventId: number): readonly StoredImage[];
  /** Null where retention removed it. */
  bytes(imageId: number): Promise<Buffer | null>;
}

export interface ExportCounts {
  rows: number;
  images: number;
}

/**
 * The export as bytes. Nothing is read before it is asked for, and at most one piece ahead. `counts` is kept up to date.
 * `excel`: a CSV begins with a byte order mark, without which Excel takes UTF-8 for the local character set.
 */
export async function* exportReads(
  source: ExportSource,
  how: { format: ExportFormat; excel: boolean },
  counts: ExportCounts,
  signal: AbortSignal,
): AsyncGenerator<Buffer> {
  if (how.format === "zip") yield* zipped(source, how.excel, counts, signal);
  else if (how.format === "csv") yield* csvBytes(rows(source, counts, signal), exportColumns.reads, how.excel);
  else yield* jsonLineBytes(rows(source, counts, signal));
}

async function* rows(source: ExportSource, counts: ExportCounts, signal: AbortSignal): AsyncGenerator<Row> {
  for await (const read of source.reads(signal)) {
    counts.rows += 1;
    yield readRow(read);
  }
}

/** reads.csv, whose column "images" names the files, and then the images, each once however many reads its webhook holds. */
async function* zipped(source: ExportSource, excel: boolean, counts: ExportCounts, signal: AbortSignal): AsyncGenerator<Buffer> {
  const zip = createZipWriter();
  let newest = 0;
  async function* withImages(): AsyncGenerator<Row> {
    for await (const read of source.reads(signal)) {
      newest = Math.max(newest, read.id);
      counts.rows += 1;
      const names = source.imagesOf(read.eventId).map((image) => imageName(read, image));
      yield { ...readRow(read), images: names.join(" ") };
    }
  }
  yield* zip.deflated("reads.csv", csvBytes(withImages(), [...exportColumns.reads, "images"], excel), Date.now());
  let last = 0;
  for await (const read of source.reads(signal)) {
    // What came after the table was written is not in it; reads of one webhook follow each other.
    if (read.id > newest || read.eventId === last) continue;
    last = read.eventId;
    for (const image of source.imagesOf(read.eventId)) {
      const bytes = await source.bytes(image.id);
      if (!bytes) continue;
      counts.images += 1;
      yield* zip.stored(imageName(read, image), bytes, read.receivedAt);
    }
  }
  yield* zip.end();
}

const endings: Record<string, string> = { "image/jpeg": "jpg", "image/png": "png", "image/webp": "webp" };

/** A folder for each day; a name that means one image only. */
export function imageName(
  read: Pick<PlateRead, "eventId" | "receivedAt">,
  image: Pick<StoredImage, "id" | "role" | "contentType">,
): string {
  const day = new Date(read.receivedAt).toISOString().slice(0, 10);
  return `images/${day}/${read.eventId}-${image.role}-${image.id}.${endings[image.contentType] ?? "bin"}`;
}

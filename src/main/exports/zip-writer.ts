/**
 * A ZIP archive as it is written, piece by piece. Only the directory at its end is kept in memory: some hundred bytes for a file. With
 * ZIP64 where there are 65,535 files or more, or 4 GB or more. (yazl, which packs the Lambda and single webhooks, looks through all
 * files again for each one and writes without waiting for its reader: a million pictures take it days, or the memory.)
 */
import { crc32, createDeflateRaw } from "node:zlib";
import {
  descriptor,
  descriptorFlag,
  directoryRecord,
  dosTime,
  type Entry,
  endRecords,
  localHeader,
  utf8Flag,
} from "./zip-records.ts";

export interface ZipWriter {
  /** A file whose bytes are there: kept as they are, since pictures are compressed already. */
  stored(name: string, bytes: Buffer, at: number): Generator<Buffer>;
  /** A file that is compressed as it comes. */
  deflated(name: string, pieces: AsyncIterable<Buffer>, at: number): AsyncGenerator<Buffer>;
  /** The directory; nothing comes after it. */
  end(): Generator<Buffer>;
}

const pileBytes = 65_536;

export function createZipWriter(): ZipWriter {
  const directory = createPile();
  let files = 0;
  let written = 0;

  function counted(bytes: Buffer): Buffer {
    written += bytes.length;
    return bytes;
  }

  function listed(entry: Entry, offset: number): void {
    directory.add(directoryRecord(entry, offset));
    files += 1;
  }

  return {
    *stored(name, bytes, at) {
      const entry = { name: Buffer.from(name), method: 0 as const, flags: utf8Flag, time: dosTime(at), crc: crc32(bytes) };
      const whole: Entry = { ...entry, packed: bytes.length, size: bytes.length };
      listed(whole, written);
      yield counted(localHeader(whole));
      yield counted(bytes);
    },
    async *deflated(name, pieces, at) {
      const offset = written;
      const flags = utf8Flag | descriptorFlag;
      const entry: Entry = { name: Buffer.from(name), method: 8, flags, time: dosTime(at), crc: 0, packed: 0, size: 0 };
      yield counted(localHeader(entry));
      async function* noted(): AsyncGenerator<Buffer> {
        for await (const piece of pieces) {
          entry.crc = crc32(piece, entry.crc);
          entry.size += piece.length;
          yield piece;
        }
      }
      for await (const piece of deflate(noted())) {
        entry.packed += piece.length;
        yield counted(piece);
      }
      yield counted(descriptor(entry));
      listed(entry, offset);
    },
    *end() {
      const start = written;
      for (const piece of directory.pieces()) yield counted(piece);
      yield endRecords(files, start, written - start);
    },
  };
}

/** zlib reads no further than its output is taken. */
async function* deflate(pieces: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  const packer = createDeflateRaw({ level: 6 });
  const failed = new Promise<never>((_, reject) => packer.once("error", reject));
  failed.catch(() => {});
  const feeding = (async () => {
    try {
      for await (const piece of pieces) {
        if (packer.destroyed) return;
        if (!packer.write(piece)) await Promise.race([new Promise((resolve) => packer.once("drain", resolve)), failed]);
      }
      packer.end();
    } catch (error) {
      packer.destroy(error instanceof Error ? error : new Error(String(error)));
    }
  })();
  for await (const piece of packer) yield piece as Buffer;
  await feeding;
}

/** Many small records in few large buffers: a million buffers of their own would take three times the memory. */
function createPile() {
  const full: Buffer[] = [];
  let open = Buffer.allocUnsafeSlow(pileBytes);
  let used = 0;
  return {
    add(record: Buffer): void {
      if (used + record.length > open.length) {
        full.push(open.subarray(0, used));
        open = Buffer.allocUnsafeSlow(Math.max(pileBytes, record.length));
        used = 0;
      }
      used += record.copy(open, used);
    },
    pieces: (): Buffer[] => [...full, open.subarray(0, used)],
  };
}

/**
 * A ZIP archive as it is written, piece by piece. Only the directory at its end is kept in memory: some hundred bytes for a file. With
 * ZIP64 where there are more than 65,535 files or more than 4 GB. (yazl, which packs the Lambda and single webhooks, looks through all
 * files again for each one and writes without waiting for its reader: a million pictures take it days, or the memory.)
 */
import { crc32, createDeflateRaw } from "node:zlib";

export interface ZipWriter {
  /** A file whose bytes are there: kept as they are, since pictures are compressed already. */
  stored(name: string, bytes: Buffer, at: number): Generator<Buffer>;
  /** A file that is compressed as it comes. Throws when it has more than 4 GB. */
  deflated(name: string, pieces: AsyncIterable<Buffer>, at: number): AsyncGenerator<Buffer>;
  /** The directory; nothing comes after it. */
  end(): Generator<Buffer>;
}

const most32 = 0xffffffff;
const most16 = 0xffff;
/** Names are UTF-8; sizes follow the bytes. */
const utf8Flag = 0x0800;
const descriptorFlag = 0x0008;

interface Entry {
  name: Buffer;
  method: 0 | 8;
  flags: number;
  time: number;
  crc: number;
  packed: number;
  size: number;
}

export function createZipWriter(): ZipWriter {
  const directory: Buffer[] = [];
  let written = 0;

  function counted(bytes: Buffer): Buffer {
    written += bytes.length;
    return bytes;
  }

  return {
    *stored(name, bytes, at) {
      const entry = { name: Buffer.from(name), method: 0 as const, flags: utf8Flag, time: dosTime(at), crc: crc32(bytes) };
      const whole: Entry = { ...entry, packed: bytes.length, size: bytes.length };
      directory.push(directoryRecord(whole, written));
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
      if (entry.size > most32) throw new Error(`${name} has more than 4 GB, which does not fit into the archive.`);
      const descriptor = Buffer.alloc(16);
      descriptor.writeUInt32LE(0x08074b50, 0);
      descriptor.writeUInt32LE(entry.crc, 4);
      descriptor.writeUInt32LE(entry.packed, 8);
      descriptor.writeUInt32LE(entry.size, 12);
      yield counted(descriptor);
      directory.push(directoryRecord(entry, offset));
    },
    *end() {
      const start = written;
      for (const record of directory) yield counted(record);
      yield endRecords(directory.length, start, written - start);
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

function localHeader({ name, method, flags, time, crc, packed, size }: Entry): Buffer {
  const header = Buffer.alloc(30);
  header.writeUInt32LE(0x04034b50, 0);
  header.writeUInt16LE(20, 4);
  header.writeUInt16LE(flags, 6);
  header.writeUInt16LE(method, 8);
  header.writeUInt32LE(time, 10);
  header.writeUInt32LE(crc, 14);
  header.writeUInt32LE(packed, 18);
  header.writeUInt32LE(size, 22);
  header.writeUInt16LE(name.length, 26);
  return Buffer.concat([header, name]);
}

function directoryRecord({ name, method, flags, time, crc, packed, size }: Entry, offset: number): Buffer {
  const far = offset >= most32;
  const record = Buffer.alloc(46);
  record.writeUInt32LE(0x02014b50, 0);
  // Made on Unix, so that a program restores plain files with plain rights.
  record.writeUInt16LE((3 << 8) | 45, 4);
  record.writeUInt16LE(far ? 45 : 20, 6);
  record.writeUInt16LE(flags, 8);
  record.writeUInt16LE(method, 10);
  record.writeUInt32LE(time, 12);
  record.writeUInt32LE(crc, 16);
  record.writeUInt32LE(packed, 20);
  record.writeUInt32LE(size, 24);
  record.writeUInt16LE(name.length, 28);
  record.writeUInt16LE(far ? 12 : 0, 30);
  record.writeUInt32LE((0o100644 << 16) >>> 0, 38);
  record.writeUInt32LE(far ? most32 : offset, 42);
  if (!far) return Buffer.concat([record, name]);
  const extra = Buffer.alloc(12);
  extra.writeUInt16LE(1, 0);
  extra.writeUInt16LE(8, 2);
  extra.writeBigUInt64LE(BigInt(offset), 4);
  return Buffer.concat([record, name, extra]);
}

function endRecords(count: number, start: number, size: number): Buffer {
  const large = count >= most16 || start >= most32 || size >= most32;
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(Math.min(count, most16), 8);
  end.writeUInt16LE(Math.min(count, most16), 10);
  end.writeUInt32LE(Math.min(size, most32), 12);
  end.writeUInt32LE(Math.min(start, most32), 16);
  if (!large) return end;
  const record = Buffer.alloc(56);
  record.writeUInt32LE(0x06064b50, 0);
  record.writeBigUInt64LE(44n, 4);
  record.writeUInt16LE((3 << 8) | 45, 12);
  record.writeUInt16LE(45, 14);
  record.writeBigUInt64LE(BigInt(count), 24);
  record.writeBigUInt64LE(BigInt(count), 32);
  record.writeBigUInt64LE(BigInt(size), 40);
  record.writeBigUInt64LE(BigInt(start), 48);
  const locator = Buffer.alloc(20);
  locator.writeUInt32LE(0x07064b50, 0);
  locator.writeBigUInt64LE(BigInt(start + size), 8);
  locator.writeUInt32LE(1, 16);
  return Buffer.concat([record, locator, end]);
}

/** MS-DOS time and date in one number, in UTC: an archive must not depend on where it was made. */
function dosTime(at: number): number {
  const date = new Date(Math.max(at, Date.UTC(1980, 0, 1)));
  const time = (date.getUTCHours() << 11) | (date.getUTCMinutes() << 5) | (date.getUTCSeconds() >> 1);
  const day = ((date.getUTCFullYear() - 1980) << 9) | ((date.getUTCMonth() + 1) << 5) | date.getUTCDate();
  return ((day << 16) | time) >>> 0;
}

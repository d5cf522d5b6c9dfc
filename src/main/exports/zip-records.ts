/** The records of a ZIP archive, as APPNOTE.TXT lays them out. */

const most32 = 0xffffffff;
const most16 = 0xffff;
/** Names are UTF-8; sizes follow the bytes. */
export const utf8Flag = 0x0800;
export const descriptorFlag = 0x0008;

/** One file of an archive; of one that is compressed as it comes, CRC and sizes are known at its end. */
export interface Entry {
  name: Buffer;
  method: 0 | 8;
  flags: number;
  time: number;
  crc: number;
  packed: number;
  size: number;
}

/** In front of a file. */
export function localHeader({ name, method, flags, time, crc, packed, size }: Entry): Buffer {
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

/** Behind a file whose sizes were not known before; eight bytes for each where the directory's ZIP64 field says so. */
export function descriptor({ crc, packed, size }: Entry): Buffer {
  const large = packed >= most32 || size >= most32;
  const bytes = Buffer.alloc(large ? 24 : 16);
  bytes.writeUInt32LE(0x08074b50, 0);
  bytes.writeUInt32LE(crc, 4);
  if (large) {
    bytes.writeBigUInt64LE(BigInt(packed), 8);
    bytes.writeBigUInt64LE(BigInt(size), 16);
  } else {
    bytes.writeUInt32LE(packed, 8);
    bytes.writeUInt32LE(size, 12);
  }
  return bytes;
}

/** What the directory says of a file that begins at `offset`. */
export function directoryRecord({ name, method, flags, time, crc, packed, size }: Entry, offset: number): Buffer {
  const extra = zip64Field([size, packed, offset].filter((value) => value >= most32));
  const record = Buffer.alloc(46);
  record.writeUInt32LE(0x02014b50, 0);
  // Made on Unix, so that a program restores plain files with plain rights.
  record.writeUInt16LE((3 << 8) | 45, 4);
  record.writeUInt16LE(extra.length > 0 ? 45 : 20, 6);
  record.writeUInt16LE(flags, 8);
  record.writeUInt16LE(method, 10);
  record.writeUInt32LE(time, 12);
  record.writeUInt32LE(crc, 16);
  record.writeUInt32LE(Math.min(packed, most32), 20);
  record.writeUInt32LE(Math.min(size, most32), 24);
  record.writeUInt16LE(name.length, 28);
  record.writeUInt16LE(extra.length, 30);
  record.writeUInt32LE((0o100644 << 16) >>> 0, 38);
  record.writeUInt32LE(Math.min(offset, most32), 42);
  return Buffer.concat([record, name, extra]);
}

/** What does not fit into its 32 bits, in the order in which a reader looks for it; nothing where all of it fits. */
function zip64Field(values: readonly number[]): Buffer {
  if (values.length === 0) return Buffer.alloc(0);
  const extra = Buffer.alloc(4 + values.length * 8);
  extra.writeUInt16LE(1, 0);
  extra.writeUInt16LE(values.length * 8, 2);
  for (const [place, value] of values.entries()) extra.writeBigUInt64LE(BigInt(value), 4 + place * 8);
  return extra;
}

/** The end of the archive: `count` files, their directory of `size` bytes from `start` on. */
export function endRecords(count: number, start: number, size: number): Buffer {
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
export function dosTime(at: number): number {
  const date = new Date(Math.max(at, Date.UTC(1980, 0, 1)));
  const time = (date.getUTCHours() << 11) | (date.getUTCMinutes() << 5) | (date.getUTCSeconds() >> 1);
  const day = ((date.getUTCFullYear() - 1980) << 9) | ((date.getUTCMonth() + 1) << 5) | date.getUTCDate();
  return ((day << 16) | time) >>> 0;
}

/**
 * Windows program files (PE) of some hundred bytes that do nothing: where only what is written into or read from one matters. As
 * electron.exe they carry a fuse wire, as an installer's plug-in the names of its functions, and as a library that a system lacks they
 * send its functions on to one that it has.
 */

const sectionAddress = 0x1000;
const headerBytes = 0x200;

const machines = { ia32: 0x014c, x64: 0x8664, arm64: 0xaa64 };

/**
 * @param {{ arch: keyof typeof machines, data?: Buffer, exports?: { file: string, names: string[], forwards?: Record<string, string> } }} options
 *   data: lies in the one section. exports: makes it a library of this name with these functions; forwards: where one really is, such
 *   as { ProcessPrng: "advapi32.SystemFunction036" }.
 * @returns {Buffer}
 */
export function tinyPe({ arch, data = Buffer.alloc(16), exports }) {
  const wide = arch !== "ia32";
  const table = exports ? exportTable(exports.file, [...exports.names].sort(), exports.forwards ?? {}) : Buffer.alloc(0);
  const content = Buffer.concat([table, data]);
  const raw = Buffer.alloc(align(content.length, 0x200));
  content.copy(raw);

  const header = Buffer.alloc(headerBytes);
  header.write("MZ", 0, "latin1");
  header.writeUInt32LE(0x40, 0x3c);
  header.write("PE\0\0", 0x40, "latin1");
  const file = 0x44;
  const optional = file + 20;
  const optionalBytes = (wide ? 112 : 96) + 16 * 8;
  header.writeUInt16LE(machines[arch], file);
  header.writeUInt16LE(1, file + 2);
  header.writeUInt16LE(optionalBytes, file + 16);
  // Executable, large addresses; a 32-bit machine, or a library.
  header.writeUInt16LE(0x0022 | (wide ? 0 : 0x0100) | (exports ? 0x2000 : 0), file + 18);

  header.writeUInt16LE(wide ? 0x20b : 0x10b, optional);
  header.writeUInt32LE(raw.length, optional + 8);
  header.writeUInt32LE(sectionAddress, optional + 20);
  if (wide) header.writeBigUInt64LE(0x140000000n, optional + 24);
  else header.writeUInt32LE(0x10000000, optional + 28);
  header.writeUInt32LE(0x1000, optional + 32);
  header.writeUInt32LE(0x200, optional + 36);
  // Windows 10, and a window of its own.
  header.writeUInt16LE(10, optional + 40);
  header.writeUInt16LE(10, optional + 48);
  header.writeUInt32LE(sectionAddress + align(raw.length, 0x1000), optional + 56);
  header.writeUInt32LE(headerBytes, optional + 60);
  header.writeUInt16LE(2, optional + 68);
  header.writeUInt32LE(16, optional + (wide ? 108 : 92));
  if (exports) {
    header.writeUInt32LE(sectionAddress, optional + (wide ? 112 : 96));
    header.writeUInt32LE(table.length, optional + (wide ? 116 : 100));
  }

  const section = optional + optionalBytes;
  header.write(".rdata", section, "latin1");
  header.writeUInt32LE(content.length, section + 8);
  header.writeUInt32LE(sectionAddress, section + 12);
  header.writeUInt32LE(raw.length, section + 16);
  header.writeUInt32LE(headerBytes, section + 20);
  // Holds data, may be read.
  header.writeUInt32LE(0x40000040, section + 36);
  return Buffer.concat([header, raw]);
}

/** @param {string} file @param {string[]} names in order @param {Record<string, string>} forwards @returns {Buffer} at the section's beginning */
function exportTable(file, names, forwards) {
  const addresses = 40;
  const pointers = addresses + 4 * names.length;
  const ordinals = pointers + 4 * names.length;
  let end = ordinals + 2 * names.length;
  const place = (/** @type {string} */ text) => {
    const at = end;
    end += text.length + 1;
    return { text, at };
  };
  const texts = [file, ...names].map(place);
  // An address within this table is the name of where the function is.
  const targets = names.map((name) => (forwards[name] ? place(forwards[name]) : null));
  const table = Buffer.alloc(align(end, 16));
  table.writeUInt32LE(sectionAddress + (texts[0]?.at ?? 0), 12);
  table.writeUInt32LE(1, 16);
  table.writeUInt32LE(names.length, 20);
  table.writeUInt32LE(names.length, 24);
  table.writeUInt32LE(sectionAddress + addresses, 28);
  table.writeUInt32LE(sectionAddress + pointers, 32);
  table.writeUInt32LE(sectionAddress + ordinals, 36);
  for (const { text, at } of [...texts, ...targets.filter((target) => target !== null)]) table.write(text, at, "latin1");
  texts.slice(1).forEach(({ at }, index) => {
    table.writeUInt32LE(sectionAddress + (targets[index]?.at ?? 0), addresses + 4 * index);
    table.writeUInt32LE(sectionAddress + at, pointers + 4 * index);
    table.writeUInt16LE(index, ordinals + 2 * index);
  });
  return table;
}

/** @param {number} value @param {number} to */
function align(value, to) {
  return Math.ceil(value / to) * to;
}

/**
 * The columns of a block as bytes, and back. Numbers stand as the processor has them, the lowest byte first: that is so on every
 * machine this program runs on, and the blocks are made anew from the reads whenever they are missing.
 */
import { type WordColumn, wordColumns } from "../../../shared/history.ts";
import { asBuffer } from "../database.ts";
import type { Block, BlockHeader, BlockWords } from "./block.ts";

const numbersOf = { ids: 0, times: 1, plates: 2, scores: 3, directions: 4, header: 31 } as const;
/** The codes of a column of words; the words themselves stand 8 further. */
const codesOf: Record<WordColumn, number> = { camera: 8, make: 9, model: 10, color: 11, vehicleType: 12, region: 13 };
const wordsBehind = 8;

/** Numbers there are for the columns of a block. */
export const columnNumbers = 32;

/** The columns by number. One that says nothing (no direction is told, all reads are of one camera) is empty. */
export function packBlock(block: Block): [number: number, bytes: Uint8Array][] {
  const { count, firstId, lastId, from, to } = block;
  const header: BlockHeader = { count, firstId, lastId, from, to };
  return [
    [numbersOf.header, Buffer.from(JSON.stringify(header))],
    [numbersOf.ids, lastId - firstId + 1 === count ? nothing : offsets(block.ids(), firstId)],
    [numbersOf.times, from === to ? nothing : offsets(block.times(), from)],
    [numbersOf.plates, Buffer.from(block.plates())],
    [numbersOf.scores, floats(block.scores())],
    [numbersOf.directions, floats(block.directions())],
    ...wordColumns.flatMap((column): [number, Uint8Array][] => [
      [codesOf[column], block.words(column).length === 1 ? nothing : bytesOf(block.codes(column))],
      [codesOf[column] + wordsBehind, Buffer.from(JSON.stringify(block.words(column)))],
    ]),
  ];
}

/** A block whose columns are fetched by number as they are looked at. */
export function packedBlock(fetch: (number: number) => Uint8Array): Block {
  const header = JSON.parse(asBuffer(fetch(numbersOf.header)).toString()) as BlockHeader;
  const { count, firstId, from } = header;
  const toFloats = (bytes: Uint8Array) =>
    bytes.length === 0 ? new Float32Array(count).fill(Number.NaN) : new Float32Array(aligned(bytes));
  return {
    ...header,
    ids() {
      const bytes = fetch(numbersOf.ids);
      return bytes.length === 0 ? new Float64Array(count).map((_, place) => firstId + place) : fromOffsets(bytes, count, firstId);
    },
    times() {
      const bytes = fetch(numbersOf.times);
      return bytes.length === 0 ? new Float64Array(count).fill(from) : fromOffsets(bytes, count, from);
    },
    plates: () => asBuffer(fetch(numbersOf.plates)).toString(),
    scores: () => toFloats(fetch(numbersOf.scores)),
    directions: () => toFloats(fetch(numbersOf.directions)),
    words: (column) => JSON.parse(asBuffer(fetch(codesOf[column] + wordsBehind)).toString()) as BlockWords,
    codes(column) {
      const bytes = fetch(codesOf[column]);
      if (bytes.length === 0) return new Uint8Array(count);
      return bytes.length === count ? bytes : new Uint16Array(aligned(bytes));
    },
  };
}

function floats(values: Float32Array): Uint8Array {
  return values.every((value) => Number.isNaN(value)) ? nothing : bytesOf(values);
}

const nothing = new Uint8Array();

/** 32 bits each where that is enough: times of 49 days, ids of four thousand million reads. */
function offsets(values: Float64Array, first: number): Uint8Array {
  const narrow = values.every((value) => Number.isInteger(value) && value - first <= 0xffff_ffff);
  return narrow ? bytesOf(Uint32Array.from(values, (value) => value - first)) : bytesOf(values.map((value) => value - first));
}

function fromOffsets(bytes: Uint8Array, count: number, first: number): Float64Array {
  const buffer = aligned(bytes);
  const values = bytes.length === count * 4 ? new Uint32Array(buffer) : new Float64Array(buffer);
  return Float64Array.from(values, (value) => first + value);
}

function bytesOf({ buffer, byteOffset, byteLength }: ArrayBufferView): Uint8Array {
  return new Uint8Array(buffer as ArrayBuffer, byteOffset, byteLength);
}

/** Numbers of several bytes must begin where the memory allows it: a copy always does. */
function aligned(bytes: Uint8Array): ArrayBuffer {
  return new Uint8Array(bytes).buffer;
}

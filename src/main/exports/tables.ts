import { stringify } from "csv-stringify/sync";
import type { Row } from "./rows.ts";

/** Rows are put together to pieces of this many: a row costs no write of its own, and a piece about a millisecond. */
const rowsPerPiece = 200;
const byteOrderMark = "\ufeff";

/** `excel`: begins with a byte order mark, without which Excel takes UTF-8 for the local character set. */
export async function* csvBytes(all: AsyncIterable<Row>, columns: readonly string[], excel: boolean): AsyncGenerator<Buffer> {
  // A field that a spreadsheet would run as a formula (=, +, -, @ first) gets an apostrophe in front.
  const text = (piece: readonly Row[], header: boolean) =>
    stringify([...piece], { header, columns: [...columns], escape_formulas: true });
  yield Buffer.from((excel ? byteOrderMark : "") + text([], true));
  for await (const piece of pieces(all)) yield Buffer.from(text(piece, false));
}

/** One JSON object a line. */
export async function* jsonLineBytes(all: AsyncIterable<Row>): AsyncGenerator<Buffer> {
  for await (const piece of pieces(all)) yield Buffer.from(piece.map((row) => `${JSON.stringify(row)}\n`).join(""));
}

async function* pieces(all: AsyncIterable<Row>): AsyncGenerator<Row[]> {
  let piece: Row[] = [];
  for await (const row of all) {
    piece.push(row);
    if (piece.length < rowsPerPiece) continue;
    yield piece;
    piece = [];
  }
  if (piece.length > 0) yield piece;
}

export interface HexRow {
  /** "00000010" */
  offset: string;
  /** "7b 22 68 …", 16 at most. */
  bytes: string;
  /** The printable ones of them, "." for the others. */
  text: string;
}

const perRow = 16;

/** Bytes as every hex viewer shows them. `from`: the offset of the first. */
export function hexRows(bytes: Uint8Array, from = 0): HexRow[] {
  return Array.from({ length: Math.ceil(bytes.length / perRow) }, (_, row) => {
    const part = [...bytes.subarray(row * perRow, (row + 1) * perRow)];
    return {
      offset: (from + row * perRow).toString(16).padStart(8, "0"),
      bytes: part.map((byte) => byte.toString(16).padStart(2, "0")).join(" "),
      text: part.map((byte) => (byte >= 0x20 && byte < 0x7f ? String.fromCharCode(byte) : ".")).join(""),
    };
  });
}

/** The rows as one text, which is quick to draw and can be copied. */
export function hexText(rows: readonly HexRow[]): string {
  return rows.map(({ offset, bytes, text }) => `${offset}  ${bytes.padEnd(perRow * 3 - 1)}  ${text}`).join("\n");
}

export function bytesOf(base64: string): Uint8Array {
  return Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
}

export function joined(pieces: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(pieces.reduce((sum, piece) => sum + piece.length, 0));
  let at = 0;
  for (const piece of pieces) {
    whole.set(piece, at);
    at += piece.length;
  }
  return whole;
}

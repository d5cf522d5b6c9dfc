/**
 * A multipart body without the long files in it: what is left is a few kilobytes, and has every delimiter, header and field where it
 * was. busboy looks at each byte of a body in JavaScript, for a picture of 150 KB as long as all the rest of receiving it
 * takes; the next delimiter behind a file is found by Buffer.indexOf in a tenth of that.
 *
 * Only what lies between the end of a part's headers and the next delimiter is left out, so that busboy meets the same delimiters
 * in the same order. Both must mean the same boundary for that: busboy is given the content type of the skeleton.
 */

/** A body without its long files. */
export interface Skeleton {
  bytes: Buffer;
  /** Names the boundary that files were found by. */
  contentType: string;
  /** Where in `bytes` the beginning of a file is that was left out -> the whole file. */
  files: ReadonlyMap<number, Buffer>;
}

/** Shorter files stay. */
const longBytes = 4096;
/** What stays of a long one, so that it is known again by its place. */
const keptBytes = 16;
/** busboy reads no more headers of one part. */
const mostHeaderBytes = 16 * 1024;

/** The boundary where the content type is written as senders write it: named once, of characters that stand for themselves. */
const plainBoundary = /^[^;]*;\s*boundary=("?)([\w'()+,./:=?-]{1,200})\1\s*$/i;

/**
 * Leaves the long files out of a body; null where there are none, or where it is for busboy to say what is meant. `mostParts`: a
 * body with more is not looked through.
 */
export function skeletonOf(body: Buffer, contentType: string, mostParts: number): Skeleton | null {
  const boundary = plainBoundary.exec(contentType)?.[2];
  if (boundary === undefined) return null;
  const delimiter = Buffer.from(`\r\n--${boundary}`, "latin1");
  const pieces: Buffer[] = [];
  const files = new Map<number, Buffer>();
  let length = 0;
  let done = 0;
  const keep = (end: number) => {
    pieces.push(body.subarray(done, end));
    length += end - done;
  };
  // The first delimiter needs no line end before it.
  const first = body.subarray(0, delimiter.length - 2).equals(delimiter.subarray(2)) ? -2 : body.indexOf(delimiter);
  if (first === -1) return null;
  let begin = first + delimiter.length;
  for (let part = 0; ; part += 1) {
    if (part > mostParts) return null;
    const end = body.indexOf(delimiter, begin);
    if (end < 0) break;
    const from = end - begin > longBytes ? beginOfFile(body.subarray(begin, Math.min(end, begin + mostHeaderBytes))) : null;
    if (from !== null && end - begin - from > longBytes) {
      keep(begin + from + keptBytes);
      files.set(length - keptBytes, body.subarray(begin + from, end));
      done = end;
    }
    begin = end + delimiter.length;
  }
  if (files.size === 0) return null;
  keep(body.length);
  return { bytes: Buffer.concat(pieces, length), contentType: `multipart/form-data; boundary="${boundary}"`, files };
}

/** Where a part's content begins; null for a part that is no file. */
function beginOfFile(part: Buffer): number | null {
  const end = part.indexOf("\r\n\r\n");
  if (end < 0) return null;
  return /filename|octet-stream/i.test(part.toString("latin1", 0, end)) ? end + 4 : null;
}

/** The whole file of which busboy found `bytes` in the skeleton; null where they are no beginning of one. */
export function fileOf({ bytes: skeleton, files }: Skeleton, bytes: Buffer): Buffer | null {
  if (bytes.buffer !== skeleton.buffer || bytes.length !== keptBytes) return null;
  return files.get(bytes.byteOffset - skeleton.byteOffset) ?? null;
}

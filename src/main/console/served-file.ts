/** Files that the console offers for download, the same under http and app://. */
import { securityHeaders } from "./security-headers.ts";

/** A file whose bytes are read only as fast as they are taken. Whoever takes them ends the iteration, also when giving up. */
export interface ServedFile {
  name: string;
  contentType: string;
  /** Bytes; null where that is not known before. */
  size: number | null;
  chunks: AsyncIterable<Uint8Array>;
}

/** The same for answers of fetch's kind: nothing is read before it is asked for, and cancelling ends the reading. */
export function streamOf(chunks: AsyncIterable<Uint8Array>): ReadableStream<Uint8Array> {
  const iterator = chunks[Symbol.asyncIterator]();
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        const { done, value } = await iterator.next();
        if (done) controller.close();
        else controller.enqueue(value);
      },
      async cancel() {
        await iterator.return?.();
      },
    },
    { highWaterMark: 0 },
  );
}

/** Whatever is in it, a download must never act as a page of the console. */
export function fileHeaders({ name, contentType, size }: ServedFile): Record<string, string> {
  const plain = name.replaceAll(/[^\w.-]/g, "_");
  const disposition = `attachment; filename="${plain}"; filename*=UTF-8''${encodeURIComponent(name)}`;
  return {
    ...securityHeaders,
    "content-security-policy": "default-src 'none'; sandbox",
    "cache-control": "no-store",
    "content-type": contentType,
    "content-disposition": disposition,
    ...(size === null ? {} : { "content-length": String(size) }),
  };
}

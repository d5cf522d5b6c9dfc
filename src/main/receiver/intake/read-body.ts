/**
 * A request's body in memory, bounded in three ways: the size of one body, the bytes of all bodies at one time, and the time
 * (node:http's requestTimeout, set by the listener). What arrives is copied into one growing buffer instead of kept as chunks,
 * because a sender of one-byte chunks would otherwise cost a hundred times what it sends.
 */
import type { IncomingMessage, ServerResponse } from "node:http";
import { copyInto } from "../../copy-into.ts";
import type { BodyBuffers } from "./body-buffers.ts";

/** too-large: over the limit. busy: no memory left for it now. broken-off: the connection ended before the body did. */
export type BodyOutcome = { bytes: Buffer; release(): void } | { because: "too-large" | "busy" | "broken-off" };

/** A sender's word for the length is believed up to this; beyond it memory is taken only for what really arrives. */
const believedBytes = 1024 * 1024;
const firstBytes = 16 * 1024;

/** The length a request claims; null where it claims none (chunked). */
export function claimedLength(request: IncomingMessage): number | null {
  const length = request.headers["content-length"];
  return length === undefined ? null : Number(length);
}

/**
 * Reads the whole body. Whoever gets bytes calls release() when neither they nor any view of them is needed any more. After any other outcome the
 * request is no longer listened to and its rest is still unread: see refuse() in answers.ts.
 */
export function readBody(
  request: IncomingMessage,
  response: ServerResponse,
  { limit, buffers }: { limit: number; buffers: BodyBuffers },
): Promise<BodyOutcome> {
  const claimed = claimedLength(request);
  if (claimed !== null && claimed > limit) return Promise.resolve({ because: "too-large" });
  const capacity = Math.min(claimed ?? firstBytes, believedBytes);
  // A body that will not fit is refused before it is sent, not in its middle.
  if (!buffers.fits(claimed ?? capacity)) return Promise.resolve({ because: "busy" });

  return new Promise((resolve) => {
    let buffer = buffers.take(capacity);
    let filled = 0;
    const settle = (outcome: BodyOutcome) => {
      request.off("data", onData).off("end", onEnd).off("close", onClose);
      if ("because" in outcome) {
        request.pause();
        buffers.give(buffer);
      }
      resolve(outcome);
    };
    const grow = (needed: number): boolean => {
      const size = Math.min(Math.max(needed, buffer.length * 2, firstBytes), Math.max(needed, claimed ?? limit));
      const larger = buffers.grow(buffer, size, filled);
      if (larger) buffer = larger;
      return larger !== null;
    };
    const onData = (chunk: Buffer) => {
      const needed = filled + chunk.length;
      if (needed > limit) return settle({ because: "too-large" });
      if (needed > buffer.length && !grow(needed)) return settle({ because: "busy" });
      copyInto(buffer, filled, chunk);
      filled = needed;
      forget(chunk);
    };
    const onEnd = () => {
      settle({ bytes: buffer.subarray(0, filled), release: once(() => buffers.give(buffer)) });
    };
    const onClose = () => settle({ because: "broken-off" });
    request.on("data", onData).on("end", onEnd).on("close", onClose);
    // Only now is a sender that asked first ("Expect: 100-continue") told to go on.
    if (request.headers.expect !== undefined) response.writeContinue();
  });
}

/**
 * Gives a chunk's memory back at once. node:http allocates each, and leaves it to the garbage collector, which under load had most of
 * its work with them.
 */
function forget(chunk: Buffer): void {
  if (chunk.buffer.byteLength === chunk.byteLength) (chunk.buffer as ArrayBuffer).transfer(0);
}

function once(run: () => void): () => void {
  let done = false;
  return () => {
    if (done) return;
    done = true;
    run();
  };
}

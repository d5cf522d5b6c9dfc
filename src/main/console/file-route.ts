import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import type { RequestHandler } from "express";
import type { Log } from "../log.ts";
import { fileHeaders, type ServedFile } from "./served-file.ts";

/**
 * /files/…: downloads, read only as fast as the browser takes them. A browser that goes away ends the reading; a reading that fails
 * cuts the connection, so that a part never passes for the whole.
 */
export function fileRoute({ file, log }: { file(path: string): Promise<ServedFile | null>; log: Log }): RequestHandler {
  return async (request, response) => {
    if (request.method !== "GET")
      return void response.status(405).set("allow", "GET").json({ error: "Only GET is answered here." });
    const found = await file(request.path.slice(1));
    if (!found) return void response.status(404).json({ error: "This file is not there any more." });
    response.set(fileHeaders(found));
    try {
      await pipeline(Readable.from(found.chunks, { objectMode: false }), response);
    } catch (error) {
      if (!response.destroyed || (error as NodeJS.ErrnoException).code !== "ERR_STREAM_PREMATURE_CLOSE")
        log.warn("A download ended too early.", { file: request.path, error: String(error) });
    }
  };
}

/** What the console offers for download, by path: a webhook's body, and a webhook with all of its files. */
import yazl from "yazl";
import { bodyFileName, webhookFiles } from "../../shared/webhook-files.ts";
import type { ConsoleBackend } from "../console/backend.ts";
import type { ServedFile } from "../console/served-file.ts";
import type { Store } from "../store/store.ts";
import type { ExportJobs } from "./export-jobs.ts";

interface FilesDeps {
  store: Pick<Store, "events" | "images">;
  console: Pick<ConsoleBackend, "inspect">;
  exports: Pick<ExportJobs, "file">;
}

/** Answers "body/12", "webhook/12" and "export/<id>"; null where there is no such file. */
export function createFiles({ store, console, exports }: FilesDeps): (path: string) => Promise<ServedFile | null> {
  async function body(eventId: number): Promise<ServedFile | null> {
    const inspection = await console.inspect(eventId);
    const bytes = inspection?.body ? store.events.body(eventId)?.bytes : null;
    if (!inspection?.body || !bytes) return null;
    const { kept } = inspection.body;
    const contentType = kept === "json" ? "application/json" : "application/octet-stream";
    return { name: bodyFileName(eventId, kept), contentType, size: bytes.length, chunks: inPieces(bytes) };
  }

  /** Byte for byte as they came: images are compressed already, and a ZIP keeps their bytes as they are. */
  async function webhook(eventId: number): Promise<ServedFile | null> {
    const inspection = await console.inspect(eventId);
    if (!inspection) return null;
    const zip = new yazl.ZipFile();
    const options = { mtime: new Date(inspection.event.receivedAt), compress: false };
    for (const { name, imageId } of webhookFiles(inspection.event, inspection.body)) {
      const bytes = imageId === null ? store.events.body(eventId)?.bytes : await store.images.bytes(imageId);
      if (bytes) zip.addBuffer(bytes, name, options);
    }
    zip.end();
    const chunks = zip.outputStream as AsyncIterable<Buffer<ArrayBuffer>> & NodeJS.ReadableStream;
    return { name: `webhook-${eventId}.zip`, contentType: "application/zip", size: null, chunks };
  }

  return async (path) => {
    const exported = /^export\/([\w-]{1,50})$/.exec(path)?.[1];
    if (exported !== undefined) return exports.file(exported);
    const found = /^(body|webhook)\/([1-9]\d{0,14})$/.exec(path);
    if (!found) return null;
    return found[1] === "body" ? body(Number(found[2])) : webhook(Number(found[2]));
  };
}

const pieceBytes = 64 * 1024;

async function* inPieces(bytes: Buffer): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += pieceBytes) yield bytes.subarray(at, at + pieceBytes);
}

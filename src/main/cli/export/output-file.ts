import { type FileHandle, open, rename, rm, stat } from "node:fs/promises";
import { UsageError } from "../terminal.ts";

/**
 * Writes a file that is either there whole or not at all: under another name beside it first, so that what stood there before stays
 * until then. Resolves with its size. Throws what reading throws, and an Error in the operator's words where it cannot be written.
 */
export async function writeWhole(path: string, bytes: AsyncIterable<Uint8Array>): Promise<number> {
  if ((await stat(path).catch(() => null))?.isDirectory())
    throw new UsageError(`--output is ${JSON.stringify(path)}, which is a folder: give the name of a file in it.`);
  const part = `${path}.part`;
  const file = await open(part, "w").catch((error: unknown) => refuse(path, error));
  try {
    const size = await fill(file, path, bytes);
    await file.sync().catch((error: unknown) => refuse(path, error));
    await file.close();
    await rename(part, path).catch((error: unknown) => refuse(path, error));
    return size;
  } catch (error) {
    await file.close().catch(() => {});
    await rm(part, { force: true });
    throw error;
  }
}

async function fill(file: FileHandle, path: string, bytes: AsyncIterable<Uint8Array>): Promise<number> {
  let size = 0;
  for await (const piece of bytes) {
    for (let at = 0; at < piece.length; ) {
      const { bytesWritten } = await file.write(piece, at).catch((error: unknown) => refuse(path, error));
      at += bytesWritten;
    }
    size += piece.length;
  }
  return size;
}

function refuse(path: string, error: unknown): never {
  const why = error instanceof Error ? error.message : String(error);
  throw new Error(`${path} cannot be written (${why}). Nothing was left behind; what stood there before is as it was.`, {
    cause: error,
  });
}

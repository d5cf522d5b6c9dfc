import { open, rename, rm, stat } from "node:fs/promises";
import { partialEnd } from "./backup-files.ts";

const stepBytes = 64 * 1024 * 1024;

/**
 * Deletes a copy without holding up whoever writes meanwhile: giving gigabytes back at once keeps a file system busy for a second, and
 * webhooks wait for it. What is left of it, should this be cut short, has another name and goes at the next start.
 */
export async function removeCopy(path: string): Promise<void> {
  const partial = path + partialEnd;
  try {
    await rename(path, partial);
    const { size } = await stat(partial);
    const file = await open(partial, "r+");
    try {
      for (let left = size - stepBytes; left > 0; left -= stepBytes) await file.truncate(left);
    } finally {
      await file.close();
    }
    await rm(partial, { force: true });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ENOENT") throw error;
  }
}

import { open } from "node:fs/promises";

/**
 * Makes the names in a folder durable: a new file can be lost in a power cut, flushed or not, while its name is not. Windows
 * does this by itself and refuses to open a folder.
 */
export async function flushFolder(path: string): Promise<void> {
  try {
    const folder = await open(path, "r");
    try {
      await folder.sync();
    } finally {
      await folder.close();
    }
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? "";
    if (!["EISDIR", "EPERM", "EACCES", "EINVAL", "ENOTSUP"].includes(code)) throw error;
  }
}

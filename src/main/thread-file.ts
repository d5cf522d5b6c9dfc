import { basename, join } from "node:path";

/**
 * The file that a thread is started from: `source`, seen from the folder of this one, or, as built, `built` in out/main (this code
 * is there or in a folder of it).
 */
export function threadFile(source: string, built: string): string {
  const here = import.meta.dirname;
  if (import.meta.filename.endsWith(".ts")) return join(here, source);
  return join(basename(here) === "chunks" ? join(here, "..") : here, built);
}

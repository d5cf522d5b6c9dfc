import { readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { writeFileAtomically } from "../settings/private-file.ts";
import type { SeenManifest } from "./manifest.ts";

const Seen = z.object({ version: z.string(), signedAt: z.number() });

/** Remembers in the data folder what was offered last. A file that is missing or damaged counts as nothing seen. */
export function createSeenFile(dataDir: string): { read(): SeenManifest | null; write(seen: SeenManifest): void } {
  const path = join(dataDir, "updates-seen.json");
  return {
    read() {
      try {
        return Seen.parse(JSON.parse(readFileSync(path, "utf8")));
      } catch {
        return null;
      }
    },
    write: (seen) => writeFileAtomically(path, `${JSON.stringify(seen)}\n`),
  };
}

import { randomUUID } from "node:crypto";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";

/**
 * The id of this data folder, made once. Delivery ids are counted per database, and a destination that recognises repeated
 * deliveries must not take those of two workstations for one another.
 */
export async function installationId(dataDir: string): Promise<string> {
  const file = join(dataDir, "installation-id");
  const known = await readFile(file, "utf8").catch(() => "");
  if (/^[0-9a-f-]{36}$/.test(known.trim())) return known.trim();
  const made = randomUUID();
  await writeFile(file, `${made}\n`, { mode: 0o600 });
  return made;
}

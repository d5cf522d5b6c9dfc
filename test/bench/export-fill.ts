/** A data folder for the export's benchmark, in order for searching: a year of made-up reads without pictures, and webhooks with one, through the store itself. */
import { randomBytes } from "node:crypto";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { systemClock } from "../../src/main/clock.ts";
import { silentLog } from "../../src/main/log.ts";
import { databaseName } from "../../src/main/store/data-folder.ts";
import { openDatabase } from "../../src/main/store/database.ts";
import { blockReads } from "../../src/main/store/history/block-maker.ts";
import { openStore } from "../../src/main/store/open-store.ts";
import { draft, image, webhook } from "../store/store-kit.ts";
import { fillReads } from "./history-reads.ts";

/** Webhooks that are being stored at the same time: they share a commit. */
const atOnce = 60;
/** The camera of every read with a picture. */
export const pictureCamera = "with-picture";

export async function fillFolder(
  dataDir: string,
  { reads, pictures, pictureBytes }: { reads: number; pictures: number; pictureBytes: number },
): Promise<void> {
  const open = () => openStore({ dataDir, clock: systemClock, log: silentLog });
  await (await open()).close();
  fillReads(join(dataDir, databaseName), reads, Date.now() - 60_000);
  const store = await open();
  const noise = randomBytes(pictureBytes + 65_536);
  let next = 0;
  const one = async () => {
    for (let number = next++; number < pictures; number = next++) {
      // No picture is like another: each is another window of the noise, with its number in front.
      const bytes = Buffer.from(noise.subarray(number % 65_536, (number % 65_536) + pictureBytes));
      bytes.writeUInt32LE(number, 0);
      const incoming = { camera: pictureCamera, reads: [draft({ plate: `P${number}` })], images: [image(bytes)] };
      await store.events.accept(webhook(Date.now(), incoming), () => []);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, one));
  const watch = openDatabase(join(dataDir, databaseName), "read");
  const inBlocks = watch.statement<{ id: number }>("SELECT coalesce(max(last_id), 0) AS id FROM read_blocks WHERE stale = 0");
  while (reads + pictures - (inBlocks.get()?.id ?? 0) >= blockReads) await sleep(100);
  watch.close();
  await store.close();
}

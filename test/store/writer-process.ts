/**
 * A process of its own for processes.test.ts: opens the store of the folder it is given, accepts webhooks until it is killed, and
 * writes one line per webhook whose accept resolved. Given "once", it only tells how opening went.
 */
import { randomBytes } from "node:crypto";
import { systemClock } from "../../src/main/clock.ts";
import { silentLog } from "../../src/main/log.ts";
import { openStore } from "../../src/main/store/open-store.ts";

const [dataDir = "", mode] = process.argv.slice(2);

try {
  const store = await openStore({ dataDir, clock: systemClock, log: silentLog });
  process.stdout.write("open\n");
  for (let n = 0; mode !== "once"; n += 1) {
    const name = `${process.pid}-${n}`;
    const accepting = Array.from({ length: 5 }, async (_, k) => {
      const { eventId } = await store.events.accept(
        {
          kind: "other",
          hookEvent: null,
          receivedAt: Date.now(),
          capturedAt: null,
          capturedAtLocal: null,
          camera: "gate",
          source: null,
          remoteAddress: null,
          headers: { cameraId: null, cameraName: null, macAddress: null, serialNumber: null },
          body: Buffer.from(`${name}-${k}`),
          contentType: "application/json",
          reason: null,
          reads: [],
          images: [
            {
              role: "scene",
              part: "upload",
              filename: "",
              contentType: "",
              width: null,
              height: null,
              unreadable: null,
              bytes: randomBytes(20_000),
            },
          ],
        },
        () => [],
      );
      process.stdout.write(`${eventId} ${name}-${k}\n`);
    });
    await Promise.all(accepting);
  }
  await store.close();
} catch (error) {
  process.stdout.write(`refused ${error instanceof Error ? error.message : String(error)}\n`);
}

import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { systemClock } from "../../src/main/clock.ts";
import { drawScene } from "../../src/main/images/sample-scene.ts";
import { silentLog } from "../../src/main/log.ts";
import { postWebhook } from "../../src/main/send/post-webhook.ts";
import { openStore } from "../../src/main/store/open-store.ts";
import { sampleRecognition } from "../../src/shared/sample-recognition.ts";
import { startCourier } from "./courier-process.ts";

let dataDir: string;
beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), "plate-courier-kill-"));
});
afterEach(() => rm(dataDir, { recursive: true, force: true }));

/** Posts with eight senders until told to stop; returns the plates whose webhook was answered 200. */
function keepPosting(receiver: string, image: Buffer, prefix: string) {
  const answered: string[] = [];
  let broken = 0;
  let going = true;
  const senders = Array.from({ length: 8 }, async (_, sender) => {
    for (let count = 0; going; count += 1) {
      const plate = `${prefix}${sender}n${count}`;
      const recognition = sampleRecognition({ plate, camera: `camera-${sender}`, timestamp: new Date() });
      try {
        const answer = await postWebhook({ url: receiver, recognition, image });
        if (answer.status === 200) answered.push(plate);
      } catch {
        broken += 1;
        going = false;
      }
    }
  });
  return {
    answered,
    async end() {
      going = false;
      await Promise.all(senders);
      return { broken };
    },
  };
}

describe("a process killed while webhooks arrive", () => {
  it("has every answered webhook with its image afterwards, in every one of several kills", async () => {
    const { jpeg } = await drawScene({ plate: "KILL1", seed: 3 });
    const answered: string[] = [];
    let brokenConnections = 0;
    for (let round = 0; round < 4; round += 1) {
      const courier = await startCourier(dataDir);
      const posting = keepPosting(courier.receiver, jpeg, `r${round}s`);
      await sleep(150 + round * 130);
      await courier.kill();
      brokenConnections += (await posting.end()).broken;
      answered.push(...posting.answered);
    }
    expect(brokenConnections, "the kills cut senders off in the middle").toBeGreaterThan(0);
    expect(answered.length).toBeGreaterThan(20);

    const store = await openStore({ dataDir, clock: systemClock, log: silentLog });
    try {
      const kept = new Map([...store.reads.iterate({})].map((read) => [read.plate, read]));
      const missing = answered.filter((plate) => !kept.has(plate));
      expect(missing).toEqual([]);
      for (const plate of answered) {
        const entry = store.events.get(kept.get(plate)?.eventId ?? 0);
        const scene = entry?.event.images.find((image) => image.role === "scene");
        const bytes = scene ? await store.images.bytes(scene.id) : null;
        expect(bytes?.equals(jpeg), `the image of ${plate} is as it was posted`).toBe(true);
      }
      expect((await store.deliveries.verifyLedger()).every((line) => line.balanced)).toBe(true);
    } finally {
      await store.close();
    }
  });

  it("resumes its deliveries at the next start, and every answered webhook reaches the destination", async () => {
    const arrived = new Set<string>();
    const destination = createServer((request, response) => {
      const chunks: Buffer[] = [];
      request.on("data", (chunk: Buffer) => chunks.push(chunk));
      request.on("end", async () => {
        // Slow enough that a kill finds deliveries under way and waiting.
        await sleep(20);
        const plate = /"plate":\s*"([^"]+)"/.exec(Buffer.concat(chunks).toString("latin1"))?.[1];
        if (plate !== undefined) arrived.add(plate);
        response.end("ok");
      });
    });
    await new Promise<void>((resolve) => destination.listen(0, "127.0.0.1", resolve));
    const address = destination.address();
    const port = address !== null && typeof address === "object" ? address.port : 0;
    const settingsFile = join(dataDir, "import.json");
    const settings = { destinations: [{ name: "slow", forwarder: "webhook", settings: { url: `http://127.0.0.1:${port}/` } }] };
    await writeFile(settingsFile, JSON.stringify(settings));
    const { jpeg } = await drawScene({ plate: "KILL2", seed: 4 });

    const first = await startCourier(dataDir, ["--settings", settingsFile]);
    const posting = keepPosting(first.receiver, jpeg, "d");
    await sleep(500);
    await first.kill();
    await posting.end();
    const arrivedBefore = posting.answered.filter((plate) => arrived.has(plate)).length;
    expect(arrivedBefore, "the kill left deliveries undone").toBeLessThan(posting.answered.length);

    const second = await startCourier(dataDir);
    for (let waited = 0; waited < 150 && posting.answered.some((plate) => !arrived.has(plate)); waited += 1) await sleep(100);
    expect(posting.answered.filter((plate) => !arrived.has(plate))).toEqual([]);
    expect(await second.stop()).toBe(0);
    destination.close();
    destination.closeAllConnections();
  });
});

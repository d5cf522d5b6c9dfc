import { createHash } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { expect, it, onTestFinished } from "vitest";
import { type Clock, systemClock } from "../../src/main/clock.ts";
import { accepted, asJson, exchange, freePort, json, multipart, multipartType, receiverPerTest, request } from "./harness.ts";

const { start, stillWorks } = receiverPerTest();
const realThread = pathToFileURL(join(import.meta.dirname, "../../src/main/receiver/intake/worker.ts")).href;

/** The real thread, which ends as soon as a webhook was kept, before it is answered: the first so many of them. */
function endingThread(times: number): string {
  const folder = mkdtempSync(join(tmpdir(), "intake-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const file = join(folder, "ends.mjs");
  writeFileSync(
    file,
    `import { appendFileSync, existsSync, readFileSync } from "node:fs";
     import { parentPort } from "node:worker_threads";
     const ended = ${JSON.stringify(join(folder, "ended"))};
     const before = existsSync(ended) ? readFileSync(ended, "utf8").length : 0;
     if (before < ${times}) parentPort.on("message", (messages) => {
       if (!messages.some(({ kind }) => kind === "kept")) return;
       appendFileSync(ended, ".");
       throw new Error("a fault in the thread");
     });
     await import(${JSON.stringify(realThread)});`,
  );
  return file;
}

it("replaces a thread that ends by itself at once; what that had handed over is kept, and its sender repeats it", async () => {
  const port = await freePort();
  const { receiver, events, logged } = await start({ settings: { port }, threadFile: endingThread(1) });
  const states: string[] = [];
  receiver.onStatus(({ state }) => states.push(state));
  expect(await exchange(port, [request(asJson, json)])).not.toContain("HTTP/1.1 200");
  expect(events).toHaveLength(1);
  await expect.poll(() => states.at(-1)).toBe("listening");
  expect(states).toContain("failed");
  expect(logged.join("\n")).toContain("a fault in the thread");
  // On the very port of the thread that ended.
  expect(receiver.status().port).toBe(port);
  await stillWorks();
});

it("replaces one that ends again soon after a while only, and not after a stop", async () => {
  const waits = new Set<() => void>();
  const clock: Clock = {
    now: systemClock.now,
    after(ms, callback) {
      if (ms === 10_000) waits.add(callback);
      return () => waits.delete(callback);
    },
  };
  const { receiver } = await start({ threadFile: endingThread(3), clock });
  const post = () => exchange(receiver.status().port, [request(asJson, json)]);
  const state = () => receiver.status().state;
  const states: string[] = [];
  receiver.onStatus((status) => states.push(status.state));
  await post();
  await expect.poll(() => states).toEqual(["failed", "failed", "listening"]);
  await post();
  await expect.poll(() => waits.size).toBe(1);
  expect(state()).toBe("failed");
  for (const wait of waits) wait();
  waits.clear();
  await expect.poll(state).toBe("listening");
  await post();
  await expect.poll(() => waits.size).toBe(1);
  await receiver.stop();
  expect(waits.size).toBe(0);
  expect(state()).toBe("stopped");
});

it("takes changed settings over without a restart", async () => {
  const { receiver, settings, post, port } = await start();
  expect((await post(json, asJson)).status).toBe(200);
  Object.assign(settings, { requireToken: true });
  await receiver.takeOver();
  expect((await post(json, asJson)).status).toBe(401);
  Object.assign(settings, { requireToken: false, maxJsonBytes: 10 });
  await receiver.takeOver();
  expect((await post(json, asJson)).status).toBe(413);
  expect(receiver.status().port).toBe(port);
});

it("takes settings over that change while the socket is being opened", async () => {
  const { receiver, settings } = await start();
  const opening = new Promise<void>((resolve) => {
    receiver.onStatus(({ state }) => state === "starting" && setImmediate(resolve));
  });
  const restarted = receiver.restart();
  await opening;
  expect(receiver.status().state).toBe("starting");
  Object.assign(settings, { requireToken: true });
  await Promise.all([receiver.takeOver(), restarted]);
  const answer = await fetch(receiver.status().urls[0] ?? "", { method: "POST", body: json, headers: asJson });
  expect(answer.status).toBe(401);
});

it("counts what is under way, from the first byte to the answer", async () => {
  let keep = () => {};
  const kept = new Promise<void>((resolve) => {
    keep = resolve;
  });
  const { receiver, post, port } = await start({ accept: () => kept.then(() => accepted(1)) });
  expect(receiver.underWay()).toBe(0);
  const half = exchange(port, [request({ ...asJson, "Content-Length": "100000" }, json)]);
  await expect.poll(() => receiver.underWay()).toBe(1);
  const answered = post(json, asJson);
  await expect.poll(() => receiver.underWay()).toBe(2);
  keep();
  expect((await answered).status).toBe(200);
  await expect.poll(() => receiver.underWay()).toBe(1);
  const stopped = receiver.stop();
  await Promise.all([half, stopped]);
  expect(receiver.underWay()).toBe(0);
});

it("hands over every image with its own bytes and hash, also when many arrive at the same moment", async () => {
  const seen = new Map<string, string>();
  const { post } = await start({
    accept: async ({ body, images: [image] }) => {
      const camera = String(JSON.parse(body.toString()).data.camera_id);
      seen.set(
        camera,
        `${image?.bytes.toString("latin1", 0, 20)} ${image?.bytes.length} ${Buffer.from(image?.sha256 ?? []).toString("hex")}`,
      );
      await new Promise((resolve) => setTimeout(resolve, 5));
      return accepted(seen.size);
    },
  });
  const cameras = Array.from({ length: 40 }, (_, index) => `camera-${index}`);
  const expected = new Map<string, string>();
  await Promise.all(
    cameras.map(async (camera, index) => {
      // Some below the size that busboy is spared, some above; each of another length.
      const picture = Buffer.alloc(1000 + index * 5000, `${camera} `);
      const digest = createHash("sha256").update(picture).digest("hex");
      expected.set(camera, `${picture.toString("latin1", 0, 20)} ${picture.length} ${digest}`);
      const text = JSON.stringify({ hook: { event: "recognition" }, data: { camera_id: camera, results: [] } });
      const sent = multipart([
        ['Content-Disposition: form-data; name="json"', text],
        ['Content-Disposition: form-data; name="upload"; filename="a.jpg"', picture],
      ]);
      expect((await post(sent, multipartType)).status).toBe(200);
    }),
  );
  expect(seen).toEqual(expected);
});

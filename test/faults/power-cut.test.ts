import { execFileSync, spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { systemClock } from "../../src/main/clock.ts";
import { silentLog } from "../../src/main/log.ts";
import { postWebhook } from "../../src/main/send/post-webhook.ts";
import { openStore } from "../../src/main/store/open-store.ts";
import { sampleRecognition } from "../../src/shared/sample-recognition.ts";
import { createDiskModel, type Unflushed } from "./disk-model.ts";
import { type Moment, momentsOf, tracedCalls } from "./system-calls.ts";

/** strace needs to be there and to be allowed; npm test installs it where it can. */
const traceable = (() => {
  if (process.platform !== "linux") return false;
  try {
    execFileSync("strace", ["-f", "-o", "/dev/null", "true"], { stdio: "ignore" });
    return true;
  } catch {
    return false;
  }
})();

const entry = join(import.meta.dirname, "../../src/main/headless.ts");
const senders = 5;
const webhooksEach = 4;
const storeFile = /\/(?:plate-courier\.db(?:-wal)?|images\/.*)$/;

/** The real program under strace, while several senders post: everything it asked the system for, and what was posted. */
async function record(folder: string): Promise<{ moments: Moment[]; images: Map<string, Buffer>; dataDir: string }> {
  const dataDir = join(folder, "data");
  const trace = join(folder, "trace");
  const readyFile = join(folder, "ready.json");
  mkdirSync(dataDir);
  const strace = ["-f", "-y", "-xx", "-s", "10000000", "-e", `trace=${tracedCalls}`, "-o", trace];
  const options = ["--data-dir", dataDir, "--host", "127.0.0.1", "--port", "0", "--console-port", "0", "--ready-file", readyFile];
  const child = spawn("strace", [...strace, process.execPath, entry, "serve", ...options], { stdio: "ignore" });
  const ended = new Promise((resolve) => child.once("exit", resolve));
  let ready: string | null = null;
  while (ready === null) {
    if (child.exitCode !== null) throw new Error("plate-courier ended under strace");
    await sleep(50);
    ready = await readFile(readyFile, "utf8").catch(() => null);
  }
  const { receiver, pid } = JSON.parse(ready) as { receiver: string; pid: number };
  const images = new Map<string, Buffer>();
  await Promise.all(
    Array.from({ length: senders }, async (_, sender) => {
      for (let number = 0; number < webhooksEach; number += 1) {
        const plate = `pw${sender}n${number}`;
        const image = randomBytes(3000 + number * 1000);
        images.set(plate, image);
        const recognition = sampleRecognition({ plate, camera: `camera-${sender}`, timestamp: new Date() });
        expect((await postWebhook({ url: receiver, recognition, image })).status).toBe(200);
      }
    }),
  );
  process.kill(pid, "SIGTERM");
  await ended;
  return { moments: [...momentsOf(readFileSync(trace, "latin1").split("\n"))], images, dataDir };
}

/** The id of the event that an answer promises; null for anything else that is sent. */
function promised(moment: Moment): number | null {
  if (moment.is !== "sending" || !moment.text.startsWith("HTTP/1.1 200")) return null;
  const id = /"status":"stored","id":(\d+)/.exec(moment.text)?.[1];
  return id === undefined ? null : Number(id);
}

describe.skipIf(!traceable)("a power cut at the very moment of an answer", () => {
  const folder = mkdtempSync(join(tmpdir(), "plate-courier-power-"));
  let recorded: Awaited<ReturnType<typeof record>>;
  beforeAll(async () => {
    recorded = await record(folder);
  }, 60_000);
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  /** Cuts the power at every answer; returns the events that were promised and are not whole in what the disk has left. */
  async function lostAt(unflushed: Unflushed, flushes: boolean): Promise<{ answers: number; lost: string[] }> {
    const { moments, images, dataDir } = recorded;
    const disk = createDiskModel(dataDir);
    const answered: number[] = [];
    const lost: string[] = [];
    for (const moment of moments) {
      const id = promised(moment);
      if (flushes || (moment.is !== "flushing" && moment.is !== "flushed")) disk.apply(moment);
      if (id === null) continue;
      answered.push(id);
      const left = join(folder, `left-${answered.length}`);
      mkdirSync(left);
      disk.afterPowerCut(left, unflushed, (path) => storeFile.test(path));
      const store = await openStore({ dataDir: left, clock: systemClock, log: silentLog });
      for (const eventId of answered) {
        const found = store.events.get(eventId);
        const bytes = found?.event.images[0] && (await store.images.bytes(found.event.images[0].id));
        const posted = images.get(found?.reads[0]?.plate ?? "");
        if (!bytes || !posted?.equals(bytes)) lost.push(`event ${eventId} after answer ${answered.length}`);
      }
      await store.close();
      rmSync(left, { recursive: true });
    }
    return { answers: answered.length, lost };
  }

  it("loses no answered webhook, when the disk forgets everything that was not flushed", async () => {
    expect(await lostAt("lost", true)).toEqual({ answers: senders * webhooksEach, lost: [] });
  }, 60_000);

  it("loses none when the disk happens to have kept some of what was not flushed, in no order", async () => {
    let state = 7;
    const some = () => {
      state = (state * 48_271) % 2_147_483_647;
      return state % 2 === 0;
    };
    expect(await lostAt(some, true)).toEqual({ answers: senders * webhooksEach, lost: [] });
  }, 60_000);

  it("would lose them if nothing were flushed: so this test can tell", async () => {
    const { lost } = await lostAt("lost", false);
    expect(lost.length).toBeGreaterThan(senders * webhooksEach - 1);
  }, 60_000);
});

import { existsSync, writeFileSync } from "node:fs";
import { request } from "node:http";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { describe, expect, it, onTestFinished } from "vitest";
import { systemClock } from "../../src/main/clock.ts";
import { endRequestName, watchForEndRequest } from "../../src/main/desktop/attach/end-request.ts";
import { silentLog } from "../../src/main/log.ts";
import { openStoreReadOnly } from "../../src/main/store/open-read-only.ts";
import { startCore } from "../core/core-under-test.ts";
import { temporaryDir } from "../settings/temporary-dir.ts";
import { handClock } from "./hand-clock.ts";

function watched({ calmNow = true } = {}) {
  const dataDir = temporaryDir();
  const file = join(dataDir, endRequestName);
  const { clock, pass } = handClock();
  const state = { calm: calmNow, ended: 0, asked: [] as number[] };
  const begin = () =>
    watchForEndRequest({
      ...{ dataDir, clock, log: silentLog },
      calm(quietMs) {
        state.asked.push(quietMs);
        return state.calm;
      },
      end: () => {
        state.ended += 1;
      },
    });
  return { file, clock, pass, state, begin };
}

describe("a receiver in the background", () => {
  it("ends in order when it is asked to, after it took the request away", () => {
    const { file, pass, state, begin } = watched();
    begin();
    pass(60_000);
    expect(state.ended).toBe(0);
    writeFileSync(file, "");
    pass(1_000);
    expect([state.ended, existsSync(file)]).toEqual([1, false]);
    pass(600_000);
    expect(state.ended).toBe(1);
  });

  it("waits until no webhook is being taken, but not for ever, whatever the clock does", () => {
    const { file, pass, state, begin } = watched({ calmNow: false });
    begin();
    writeFileSync(file, "");
    pass(10_000);
    expect([state.ended, existsSync(file)]).toEqual([0, false]);
    expect(state.asked.every((quietMs) => quietMs > 0)).toBe(true);
    state.calm = true;
    pass(100);
    expect(state.ended).toBe(1);

    const busy = watched({ calmNow: false });
    busy.begin();
    writeFileSync(busy.file, "");
    busy.pass(20_000);
    expect(busy.state.ended).toBe(1);
  });

  it("takes no request from before its start for one, and none after its end", () => {
    const { file, pass, state, begin } = watched();
    writeFileSync(file, "");
    const undo = begin();
    expect(existsSync(file)).toBe(false);
    pass(5_000);
    undo();
    writeFileSync(file, "");
    pass(60_000);
    expect(state.ended).toBe(0);
  });

  it("has answered, and stored, the webhook that was just being posted when it was asked", async () => {
    const under = await startCore();
    const { core, dataDir } = under;
    let removed = false;
    onTestFinished(() => (removed ? undefined : under.remove()));
    let stopped: Promise<void> | null = null;
    const undo = watchForEndRequest({
      ...{ dataDir, clock: systemClock, log: silentLog },
      calm: core.calm,
      end: () => {
        stopped = core.stop();
      },
    });
    onTestFinished(undo);
    const body = JSON.stringify({
      hook: { event: "image.done" },
      data: {
        results: [{ plate: "abc123", score: 0.9 }],
        camera_id: "gate",
        filename: "a.jpg",
        timestamp: "2026-11-27T02:01:35Z",
      },
    });
    const answered = new Promise<number | undefined>((resolve, reject) => {
      const posting = request(under.receiverUrl(), {
        method: "POST",
        headers: { "content-type": "application/json", "content-length": Buffer.byteLength(body) },
      });
      posting.on("response", (answer) => resolve(answer.resume().statusCode));
      posting.on("error", reject);
      posting.write(body.slice(0, 20));
      // The rest comes when it has been asked, and has looked whether all is calm.
      void (async () => {
        await sleep(100);
        writeFileSync(join(dataDir, endRequestName), "");
        while (existsSync(join(dataDir, endRequestName))) await sleep(20);
        await sleep(500);
        expect(stopped).toBeNull();
        posting.end(body.slice(20));
      })();
    });
    expect(await answered).toBe(200);
    while (stopped === null) await sleep(20);
    await stopped;
    const store = openStoreReadOnly({ dataDir });
    expect([...store.reads({})].map(({ plate }) => plate)).toEqual(["abc123"]);
    store.close();
    removed = true;
    await under.remove();
  }, 30_000);
});

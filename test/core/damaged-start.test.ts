import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it, onTestFinished } from "vitest";
import { postWebhook } from "../../src/main/send/post-webhook.ts";
import { sampleRecognition } from "../../src/shared/sample-recognition.ts";
import { eventually, startCore } from "./core-under-test.ts";

const recognition = (plate: string) => sampleRecognition({ plate, camera: "gate", timestamp: new Date() });

it("receives into a fresh database, says so until it was read, and brings back what can be read", async () => {
  const running = await startCore();
  onTestFinished(() => running.remove());
  await postWebhook({ url: running.receiverUrl(), recognition: recognition("OLD1") });
  await running.restart(() => writeFileSync(join(running.dataDir, "plate-courier.db"), "the disk failed here"));

  const { core } = running;
  expect((await postWebhook({ url: running.receiverUrl(), recognition: recognition("NEW1") })).status).toBe(200);
  const note = core.status().attention.find(({ key }) => key === "start:database");
  expect(note?.text).toMatch(/was damaged and is kept as .*plate-courier\.db\. A fresh one took its place/);
  const { sources } = core.console.recovery();
  expect(sources).toMatchObject([{ kind: "damaged" }]);

  await core.console.bringBack(sources[0]?.name ?? "");
  const last = await eventually(() => core.console.recovery().last);
  expect(last?.problem).toMatch(/Nothing of .* can be read/);
  await expect(core.console.bringBack("damaged/none/plate-courier.db")).rejects.toThrow(/not there any more/);

  core.console.dismissNote("start:database");
  expect(core.status().attention).toEqual([]);
  await core.console.discardDamaged();
  expect(core.console.recovery().sources).toEqual([]);
  await running.restart();
  expect(running.core.status().attention).toEqual([]);
});

it("says after a cut that the last run did not end in order, and where a crash note is", async () => {
  const running = await startCore();
  onTestFinished(() => running.remove());
  const runFile = join(running.dataDir, "crashes/last-run.json");
  await running.restart(() => writeFileSync(runFile, JSON.stringify({ startedAt: Date.now() - 60_000, ended: false })));
  expect(running.core.status().attention).toMatchObject([{ key: "start:end", level: "warning" }]);
});

it("listens and delivers on after the computer slept", async () => {
  const running = await startCore();
  onTestFinished(() => running.remove());
  const before = running.receiverUrl();
  await running.core.afterSleep();
  expect(running.receiverUrl()).toBe(before);
  expect((await postWebhook({ url: before, recognition: recognition("ABC123") })).status).toBe(200);
});

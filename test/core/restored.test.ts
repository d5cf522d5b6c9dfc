import { copyFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { expect, it, onTestFinished } from "vitest";
import { postWebhook } from "../../src/main/send/post-webhook.ts";
import { sampleRecognition } from "../../src/shared/sample-recognition.ts";
import { eventually, startCore } from "./core-under-test.ts";

it("a copy that a person put in the database's place is told once, in words, until it was read", async () => {
  const under = await startCore();
  onTestFinished(() => under.remove());
  const post = (plate: string) =>
    postWebhook({ url: under.receiverUrl(), recognition: sampleRecognition({ plate, camera: "gate", timestamp: new Date() }) });
  await post("before1");
  await under.core.console.backUpNow();
  expect(await eventually(() => under.core.console.backups().copies.length === 1)).toBe(true);
  const { copies, folder } = under.core.console.backups();
  await post("after22");
  await under.restart(() => {
    const database = join(under.dataDir, "plate-courier.db");
    for (const end of ["", "-wal", "-shm"]) rmSync(database + end, { force: true });
    copyFileSync(join(folder, copies[0]?.file ?? ""), database);
  });
  const { attention } = under.core.status();
  expect(attention).toMatchObject([{ key: "start:restored", about: { kind: "restored" } }]);
  expect(attention[0]?.text).toMatch(
    /^The database is the copy of .* that was put in its place\. What came after it is not in it\./,
  );
  const feed = JSON.stringify(under.core.console.feed({ limit: 9 }));
  expect([feed.includes("before1"), feed.includes("after22")]).toEqual([true, false]);
  under.core.console.dismissNote("start:restored");
  expect(under.core.status().attention).toEqual([]);
  await under.restart();
  expect(under.core.status().attention).toEqual([]);
});

import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it, onTestFinished } from "vitest";
import { systemClock } from "../../src/main/clock.ts";
import { createInboxes } from "../../src/main/core/inboxes.ts";
import { silentLog } from "../../src/main/log.ts";
import { createKeyFileSecretBox } from "../../src/main/settings/secret-box.ts";
import { SqsInbox } from "../../src/shared/inbox.ts";
import { startAws } from "../simulators/aws.ts";
import { until } from "./inbox-under-test.ts";

async function start() {
  const aws = await startAws();
  const dir = await mkdtemp(join(tmpdir(), "plate-courier-inboxes-"));
  onTestFinished(async () => {
    await aws.close();
    await rm(dir, { recursive: true, force: true });
  });
  const secrets = createKeyFileSecretBox({ dir });
  const secretAccessKey = await secrets.encrypt(aws.key.secretAccessKey);
  const inbox = SqsInbox.parse({
    ...{ id: "in-1", name: "Cloud", queueUrl: aws.queueUrl, region: aws.region, sqsEndpoint: aws.url, s3Endpoint: aws.url },
    credentials: { kind: "keys", accessKeyId: aws.key.accessKeyId, secretAccessKey },
  });
  const settings = { inboxes: [inbox] };
  const inboxes = createInboxes({
    ...{ secrets, clock: systemClock, log: silentLog, inboxes: () => settings.inboxes, onChange() {}, storeTrouble: () => null },
    limits: () => ({ maxBodyBytes: 1_000_000, maxJsonBytes: 100_000 }),
    accept: () => Promise.reject(new Error("nothing is on the queue")),
  });
  return { aws, inbox, settings, inboxes };
}

it("does not begin to ask for settings that come after everything was stopped", async () => {
  const { aws, inboxes } = await start();
  await inboxes.stop();
  await inboxes.apply();
  expect(inboxes.statuses()).toMatchObject([{ state: "disabled" }]);
  expect(aws.requests()).toBe(0);
});

it("does not begin to ask when everything stops while an inbox is being replaced", async () => {
  const { aws, inbox, settings, inboxes } = await start();
  await inboxes.apply();
  expect(await until(() => aws.queue.polls === 1 && aws.queue.longestWaitS === 20)).toBe(true);
  settings.inboxes = [{ ...inbox, name: "Renamed" }];
  const replacing = inboxes.apply();
  await Promise.all([inboxes.stop(), replacing]);
  expect(await until(() => aws.queue.polls === 0)).toBe(true);
  const asked = aws.requests();
  await new Promise((resolve) => setTimeout(resolve, 50));
  expect(aws.requests()).toBe(asked);
});

it("lets an inbox run on whose settings did not change", async () => {
  const { aws, inbox, settings, inboxes } = await start();
  onTestFinished(() => inboxes.stop());
  await inboxes.apply();
  expect(await until(() => aws.queue.longestWaitS === 20)).toBe(true);
  const asked = aws.requests();
  settings.inboxes = [inbox, { ...inbox, id: "in-2", name: "Off", enabled: false }];
  await inboxes.apply();
  expect([aws.requests(), inboxes.statuses().map(({ state }) => state)]).toEqual([asked, ["receiving", "disabled"]]);
});

it("tells that a secret key must be entered again which cannot be read on this machine", async () => {
  const { aws, inbox, settings, inboxes } = await start();
  onTestFinished(() => inboxes.stop());
  const credentials = { ...inbox.credentials, secretAccessKey: "k1:b3RoZXI=" } as typeof inbox.credentials;
  settings.inboxes = [{ ...inbox, credentials }];
  await inboxes.apply();
  expect(await until(() => inboxes.statuses()[0]?.state === "stopped")).toBe(true);
  expect(inboxes.statuses()[0]?.sentence).toContain("cannot be decrypted on this machine. Enter it again.");
  expect(aws.requests()).toBe(0);
});

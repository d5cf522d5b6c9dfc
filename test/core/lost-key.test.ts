import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it, onTestFinished } from "vitest";
import { postWebhook } from "../../src/main/send/post-webhook.ts";
import { createKeyFileSecretBox } from "../../src/main/settings/secret-box.ts";
import { sampleRecognition } from "../../src/shared/sample-recognition.ts";
import { eventually, startCore } from "./core-under-test.ts";

it("starts without the key of the certificate's passphrase, says so, and receives once the settings are mended", async () => {
  const running = await startCore();
  onTestFinished(() => running.remove());
  const { settings, dataDir } = running;
  const file = join(dataDir, "cert.pfx");
  const foreign = createKeyFileSecretBox({ dir: join(dataDir, "elsewhere") });
  const passphrase = await foreign.encrypt("open sesame");
  await running.restart(() => {
    writeFileSync(file, "a certificate");
    const { receiver } = settings.get();
    settings.set({ ...settings.get(), receiver: { ...receiver, tls: { kind: "pfx", file, passphrase } } });
  });
  const { core } = running;
  expect(core.status().receiver).toMatchObject({
    state: "failed",
    problem: expect.stringContaining(`The stored passphrase of ${file} cannot be read on this machine or account.`),
  });
  expect(core.console.settings().receiver.tls).toMatchObject({ kind: "pfx", file });
  expect(JSON.stringify(core.status())).not.toContain(passphrase);

  settings.set({ ...settings.get(), receiver: { ...settings.get().receiver, tls: null } });
  await eventually(() => (core.status().receiver.state === "listening" ? true : null));
  const recognition = sampleRecognition({ plate: "ABC123", camera: "gate", timestamp: new Date() });
  expect((await postWebhook({ url: running.receiverUrl(), recognition })).status).toBe(200);
});

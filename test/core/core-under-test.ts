import { mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import Conf from "conf";
import { systemClock } from "../../src/main/clock.ts";
import { createCore } from "../../src/main/core.ts";
import type { Core } from "../../src/main/core-api.ts";
import { silentLog } from "../../src/main/log.ts";
import { createKeyFileSecretBox } from "../../src/main/settings/secret-box.ts";
import { openSettings } from "../../src/main/settings/settings-store.ts";
import type { SettingsStore } from "../../src/shared/settings.ts";

/** A real core on a temporary folder and a free port. */
export interface CoreUnderTest {
  core: Core;
  settings: SettingsStore;
  dataDir: string;
  receiverUrl(): string;
  /** Stops and starts again on the same folder; `meanwhile` runs in between. */
  restart(meanwhile?: () => void): Promise<void>;
  remove(): Promise<void>;
}

/** Starts it. */
export async function startCore(): Promise<CoreUnderTest> {
  const dataDir = await mkdtemp(join(tmpdir(), "plate-courier-core-"));
  const secrets = createKeyFileSecretBox({ dir: dataDir });
  const { settings } = openSettings({ dir: dataDir, Store: Conf });
  settings.set({ ...settings.get(), receiver: { ...settings.get().receiver, host: "127.0.0.1", port: 0 } });
  const make = () => createCore({ dataDir, settings, secrets, clock: systemClock, log: silentLog, version: "0.0.0-test" });
  const running = { core: make(), settings, dataDir };
  await running.core.start();
  return {
    get core() {
      return running.core;
    },
    ...{ settings, dataDir },
    receiverUrl: () => `http://127.0.0.1:${running.core.status().receiver.port}/`,
    async restart(meanwhile) {
      await running.core.stop();
      meanwhile?.();
      running.core = make();
      await running.core.start();
    },
    async remove() {
      await running.core.stop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

/** A destination that records what it is sent and answers with `status`. */
export async function startDestination() {
  const bodies: string[] = [];
  const headers: Record<string, string | string[] | undefined>[] = [];
  const answer = { status: 200 };
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      bodies.push(Buffer.concat(chunks).toString("latin1"));
      headers.push(request.headers);
      response.writeHead(answer.status).end("answered");
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  const port = address !== null && typeof address === "object" ? address.port : 0;
  return {
    ...{ bodies, headers, answer },
    url: `http://127.0.0.1:${port}/plates`,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** Looks again and again until `look` finds something; undefined after ten seconds. */
export async function eventually<T>(look: () => T | undefined | null | false): Promise<T | undefined> {
  for (let tries = 0; tries < 500; tries += 1) {
    const found = look();
    if (found) return found;
    await sleep(20);
  }
  return undefined;
}

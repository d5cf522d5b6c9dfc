import { existsSync, readdirSync, statSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { expect, it, onTestFinished } from "vitest";
import { systemClock } from "../../src/main/clock.ts";
import { silentLog } from "../../src/main/log.ts";
import { databaseName } from "../../src/main/store/data-folder.ts";
import { openStore } from "../../src/main/store/open-store.ts";
import { fillReads } from "../bench/history-reads.ts";
import { type CourierProcess, startCourier } from "./courier-process.ts";

async function call(courier: CourierProcess, path: string, input?: unknown): Promise<unknown> {
  const headers = { authorization: `Bearer ${courier.consoleToken}`, "content-type": "application/json" };
  const answer = await fetch(`${courier.console}trpc/${path}`, {
    headers,
    ...(input === undefined ? {} : { method: "POST", body: JSON.stringify(input) }),
  });
  if (!answer.ok) throw new Error(`${path}: ${await answer.text()}`);
  return ((await answer.json()) as { result: { data: unknown } }).result.data;
}

const view = async (courier: CourierProcess) =>
  (await call(courier, "backups")) as { madeAt: number | null; running: boolean; copies: { at: number; bytes: number }[] };

it("a process that is killed while it copies its database loses neither that nor the copy before, and leaves no half of one", async () => {
  const dataDir = await mkdtemp(join(tmpdir(), "plate-courier-copying-"));
  onTestFinished(() => rm(dataDir, { recursive: true, force: true }));
  await (await openStore({ dataDir, clock: systemClock, log: silentLog })).close();
  fillReads(join(dataDir, databaseName), 40_000, Date.now());
  const backups = join(dataDir, "backups");
  const halves = () => (existsSync(backups) ? readdirSync(backups).filter((name) => name.includes(".partial")) : []);

  const courier = await startCourier(dataDir);
  await call(courier, "saveRetention", { days: 3650, maxEvents: 0, minFreeBytes: 0, maxImageBytes: 0 });
  await call(courier, "backUpNow", {});
  while ((await view(courier)).running) await sleep(20);
  const [first] = (await view(courier)).copies;
  expect(first?.bytes).toBeGreaterThan(10_000_000);
  // Names are made of seconds.
  await sleep(1_100);
  await call(courier, "backUpNow", {});
  while (halves().length === 0) await sleep(1);
  await courier.kill();
  // The fault was there: half of a copy, and no second whole one.
  expect(halves().length).toBeGreaterThan(0);
  expect(readdirSync(backups).filter((name) => name.endsWith(".db"))).toHaveLength(1);

  const again = await startCourier(dataDir);
  expect(halves()).toEqual([]);
  expect((await view(again)).copies).toEqual([first]);
  expect(((await call(again, "recovery")) as { sources: unknown[] }).sources).toEqual([]);
  await call(again, "backUpNow", {});
  while ((await view(again)).running) await sleep(20);
  expect((await view(again)).copies).toHaveLength(2);
  expect(statSync(join(dataDir, databaseName)).size).toBeGreaterThan(10_000_000);
  expect(await again.stop()).toBe(0);
}, 60_000);

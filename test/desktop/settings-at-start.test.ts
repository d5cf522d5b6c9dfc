import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Conf from "conf";
import { afterEach, beforeEach, expect, it } from "vitest";
import { systemClock } from "../../src/main/clock.ts";
import type { Core } from "../../src/main/core-api.ts";
import { readOptions } from "../../src/main/desktop/options.ts";
import { startCore } from "../../src/main/desktop/roles/start-core.ts";
import { silentLog } from "../../src/main/log.ts";
import { withOverrides } from "../../src/main/settings/overrides.ts";
import { createKeyFileSecretBox } from "../../src/main/settings/secret-box.ts";
import { openSettings } from "../../src/main/settings/settings-store.ts";

const settingsFile = () => join(dir, "station.json");
let dir: string;
let running: Core | null;

beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), "plate-courier-station-"));
  running = null;
});
afterEach(async () => {
  await running?.stop();
  rmSync(dir, { recursive: true, force: true });
});

/** As open-core.ts does it, on a free port that the command line laid over the settings. */
async function start() {
  const dataDir = join(dir, "data");
  const secrets = createKeyFileSecretBox({ dir: dataDir });
  const { settings: kept } = openSettings({ dir: dataDir, Store: Conf });
  const settings = withOverrides(kept, { host: "127.0.0.1", port: 0 });
  const base = { dataDir, settings, secrets, clock: systemClock, log: silentLog, version: "0.0.0-test" };
  running = await startCore(base, { notes: [], into: kept, settingsFile: settingsFile() });
  return { core: running, kept, settings };
}

const station = {
  receiver: { port: 18_001 },
  destinations: [{ name: "Desk", forwarder: "webhook", settings: { url: "http://127.0.0.1:9/", authorization: "Token s3cret" } }],
};

it("takes a settings file in before anything is received, and the same file again changes nothing", async () => {
  writeFileSync(settingsFile(), JSON.stringify(station));
  const { core, kept } = await start();
  expect(core.status().destinations.map(({ name }) => name)).toEqual(["Desk"]);
  expect(core.status().attention).toEqual([]);
  await core.stop();
  const first = readFileSync(join(dir, "data/settings.json"), "utf8");
  expect(first).not.toContain("s3cret");
  expect(kept.get().receiver.port).toBe(18_001);

  await start();
  expect(readFileSync(join(dir, "data/settings.json"), "utf8")).toBe(first);
});

it("leaves the port that the command line named, though the file names another", async () => {
  writeFileSync(settingsFile(), JSON.stringify(station));
  const { core, settings } = await start();
  expect(core.status().receiver.state).toBe("listening");
  expect(settings.get().receiver.port).toBe(0);
  expect(core.status().receiver.port).not.toBe(18_001);
});

it.each([
  ["is not there", null, /station\.json cannot be read/],
  ["is not whole", '{"destinations":[', /station\.json/],
  ["names an unknown forwarder", JSON.stringify({ destinations: [{ name: "Desk", forwarder: "webhok" }] }), /webhok/],
])("receives all the same where the file %s, changes nothing, and says so until it is read", async (_what, text, reason) => {
  if (text !== null) writeFileSync(settingsFile(), text);
  const { core, kept } = await start();
  expect(core.status().receiver.state).toBe("listening");
  expect(kept.get().destinations).toEqual([]);
  const [note, ...others] = core.status().attention;
  expect(others).toEqual([]);
  expect(note).toMatchObject({ level: "warning", key: "start:settings-file", about: { kind: "settings-file" } });
  expect(note?.text).toMatch(reason);
  expect(note?.text).toContain("runs with the settings that it had");
});

it("is told the file on the command line, or by the environment for every way of starting", () => {
  const path = settingsFile();
  expect(readOptions([`--settings=${path}`], { PLATE_COURIER_SETTINGS: "other.json" }).settingsFile).toBe(path);
  expect(readOptions(["--hidden"], { PLATE_COURIER_SETTINGS: path }).settingsFile).toBe(path);
  expect(readOptions([], {}).settingsFile).toBeNull();
  expect(() => readOptions(["--settings", "--hidden"], {})).toThrow(/--settings needs a value/);
});

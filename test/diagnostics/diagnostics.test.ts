import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { openFileLog } from "../../src/main/file-log.ts";
import { drawScene } from "../../src/main/images/sample-scene.ts";
import { postWebhook } from "../../src/main/send/post-webhook.ts";
import { sampleRecognition } from "../../src/shared/sample-recognition.ts";
import { run } from "../cli/terminal-fixture.ts";
import { type CoreUnderTest, eventually, startCore, startDestination } from "../core/core-under-test.ts";
import { temporaryDir } from "../settings/temporary-dir.ts";

const planted = {
  authorization: "Token planted-secret-4711",
  userPassword: "hunter2-planted",
  inbound: "inbound-planted-token-99",
  old: "Bearer changed-long-ago-planted",
};

describe("diagnostics", () => {
  let under: CoreUnderTest;
  let destination: Awaited<ReturnType<typeof startDestination>>;
  beforeEach(async () => {
    under = await startCore();
    destination = await startDestination();
  });
  afterEach(async () => {
    await under.remove();
    await destination.close();
  });

  /** A core with a secret destination that fails, a source with a token, a read, and a log that says too much. */
  async function busyCore(plate: string) {
    const { console: backend } = under.core;
    await backend.saveDestination({
      ...{ id: null, name: "Front desk", forwarder: "webhook", enabled: true, cameras: {}, rules: {} },
      settings: { url: `${destination.url}?key=${planted.userPassword}`, authorization: planted.authorization },
    });
    await backend.saveSource({ id: null, name: "North gate 7b", enabled: true, token: { set: planted.inbound } });
    destination.answer.status = 422;
    const { jpeg, plateBox, vehicleBox } = await drawScene({ plate, seed: 1 });
    const recognition = sampleRecognition({ plate, camera: "gate1a", timestamp: new Date(), plateBox, vehicleBox });
    await postWebhook({ url: under.receiverUrl(), token: planted.inbound, recognition, image: jpeg });
    await eventually(() => backend.ledger()[0]?.counts.failed === 1);
    const logs = join(under.dataDir, "logs");
    mkdirSync(logs, { recursive: true });
    const line = (msg: string, data: object = {}) =>
      `${JSON.stringify({ level: 40, time: "2026-11-27T02:01:35.320Z", pid: 1, version: "1", ...data, msg })}\n`;
    const crashes = join(under.dataDir, "crashes");
    mkdirSync(crashes, { recursive: true });
    writeFileSync(join(crashes, "crash-1764208895000.txt"), `Plate Courier 1\n\nError: at the plate ${plate}, ${planted.old}\n`);
    const spelt = `${plate.slice(0, 3)}-${plate.slice(3)}`.toUpperCase();
    writeFileSync(
      join(logs, "plate-courier.1.log"),
      line(`The destination said: ${plate.toUpperCase()} is unknown, ${planted.authorization}`, { header: planted.old }) +
        line("A retry failed.", { url: `https://admin:${planted.userPassword}@10.0.0.5/x?plate=${spelt}` }),
    );
    return spelt;
  }

  it("tells versions, state, counts, errors, settings and the log, and not one secret or plate", async () => {
    const spelt = await busyCore("qrs815");
    await under.core.console.backUpNow();
    await eventually(() => under.core.console.backups().madeAt !== null);
    const [copy] = under.core.console.backups().copies;
    const { name, text } = await under.core.console.diagnostics();
    expect(name).toMatch(/^plate-courier-diagnostics-\d{8}-\d{4}\.txt$/);
    for (const secret of Object.values(planted)) expect(text).not.toContain(secret.replace(/^(Token|Bearer) /, ""));
    for (const spelling of ["qrs815", "QRS815", spelt, "sha256:"]) expect(text).not.toContain(spelling);
    for (const wanted of [
      `Plate Courier: 0.0.0-test`,
      `Node: ${process.versions.node}`,
      "Receiver listening on 127.0.0.1",
      "1 webhooks, 1 reads, 1 cameras",
      "Front desk: 1 failed",
      "Camera gate1a: 1 webhooks",
      "Front desk: rejected.",
      "Every 24 h (0: never), 3 kept. Last made 20",
      `${new Date(copy?.at ?? 0).toISOString()}: ${copy?.bytes} bytes (backup)`,
      "Error: at the plate [plate 1], ",
      '"name": "North gate 7b"',
      '"token": "set"',
      '"authorization": "set"',
    ])
      expect(text).toContain(wanted);
    // In every place it is the same plate, so that it can be followed.
    expect(text).toContain("The destination said: [plate 1] is unknown");
    expect(new Set(text.match(/\[plate \d+\]/g))).toEqual(new Set(["[plate 1]"]));
  });

  it("are printed on the command line while the receiver runs, and change nothing", async () => {
    await busyCore("tuv926");
    const before = readdirSync(under.dataDir).sort();
    const { code, out, err } = await run(["diagnostics", "--data-dir", under.dataDir]);
    expect({ code, err }).toEqual({ code: 0, err: "" });
    expect(out).toContain("Front desk: 1 failed");
    expect(out).toContain("made beside the receiver");
    for (const secret of Object.values(planted)) expect(out).not.toContain(secret.replace(/^(Token|Bearer) /, ""));
    expect(out).not.toMatch(/tuv.?926/i);
    expect(readdirSync(under.dataDir).sort()).toEqual(before);
    const file = join(under.dataDir, "support.txt");
    const written = await run(["diagnostics", "--data-dir", under.dataDir, "--out", file]);
    expect(written).toMatchObject({ code: 0, out: "", err: expect.stringContaining("Look through it before you send it.") });
    expect(readFileSync(file, "utf8")).toContain("Front desk: 1 failed");
  });

  it("tell what they can where there is nothing, or nothing readable", async () => {
    const dir = temporaryDir();
    expect((await run(["diagnostics", "--data-dir", dir])).out).toContain("There is no database yet.");
    expect(readdirSync(dir)).toEqual([]);
    writeFileSync(join(dir, "settings.json"), "{ broken");
    writeFileSync(join(dir, "plate-courier.db"), "no database");
    const { code, out } = await run(["diagnostics", "--data-dir", dir]);
    expect(code).toBe(0);
    expect(out).toContain("settings.json is damaged");
  });

  it("follow the level of the log at once", async () => {
    const saved = await under.core.console.saveLogSettings({ level: "debug" });
    expect(saved).toEqual({ level: "debug" });
    expect(under.settings.get().log.level).toBe("debug");
  });
});

describe("the log file", () => {
  it("stays under 50 MB, however much is written, and keeps the newest", async () => {
    const dir = temporaryDir();
    const { log, close } = await openFileLog({ dir, version: "1" });
    const long = "x".repeat(64 * 1024);
    for (let line = 0; line < 1_100; line++) {
      log.info("Much is said.", { line, long });
      // Rotation happens between two turns.
      if (line % 20 === 0) await new Promise((resolve) => setImmediate(resolve));
    }
    log.info("The last line.");
    await close();
    const files = readdirSync(dir).map((name) => join(dir, name));
    const bytes = files.reduce((sum, path) => sum + statSync(path).size, 0);
    expect(files.length).toBeGreaterThan(3);
    expect(bytes).toBeLessThan(50 * 1000 * 1000);
    expect(files.some((path) => readFileSync(path, "utf8").includes("The last line."))).toBe(true);
  });

  it("writes from the next line on what its level lets through", async () => {
    const dir = temporaryDir();
    const { log, setLevel, close } = await openFileLog({ dir, version: "1" });
    log.debug("one");
    setLevel("debug");
    log.debug("two");
    setLevel("error");
    log.warn("three");
    log.error("four");
    await close();
    const text = readdirSync(dir)
      .map((name) => readFileSync(join(dir, name), "utf8"))
      .join("");
    expect(["one", "two", "three", "four"].map((word) => text.includes(`"${word}"`))).toEqual([false, true, false, true]);
  });
});

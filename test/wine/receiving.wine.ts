import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import sharp from "sharp";
import { describe, expect, it, onTestFinished } from "vitest";
import { postWebhook } from "../../src/main/send/post-webhook.ts";
import { sampleRecognition } from "../../src/shared/sample-recognition.ts";
import { plateBox, sceneJpeg, vehicleBox } from "../forwarders/deliveries.ts";
import { startWebhookReceiver } from "../simulators/webhook-receiver.ts";
import { courier, missing, outside, serve } from "./windows.ts";

const reason = missing();
if (reason !== null) console.log(`Nothing is tried under wine: ${reason}`);

/** A person's folder as it is on many a workstation: not ASCII, with a space, and given with a backslash at its end. */
const person = "C:\\users\\José Ñandú\\Plate Data\\";
const fixtures = join(import.meta.dirname, "../fixtures");

const post = (url: string, plate: string) =>
  postWebhook({
    url,
    recognition: sampleRecognition({ camera: "gate-1", timestamp: new Date(), plate, plateBox, vehicleBox }),
    image: sceneJpeg,
  });

async function rows(kind: string, dataDir: string): Promise<Record<string, unknown>[]> {
  const { code, out, err } = await courier(["export", kind, "--data-dir", dataDir]);
  expect({ code, err }).toEqual({ code: 0, err: "" });
  return out.split("\n").flatMap((line) => (line === "" ? [] : [JSON.parse(line)]));
}

const plates = async (dataDir: string) => (await rows("reads", dataDir)).map(({ plate }) => plate);

describe.skipIf(reason !== null)("the headless program on Windows", () => {
  it("tells what it can, and what is wrong with a command line", async () => {
    expect(await courier(["--help"])).toMatchObject({ code: 0, out: expect.stringContaining("plate-courier serve") });
    expect(await courier(["serv"])).toMatchObject({ code: 2, err: expect.stringContaining("Did you mean serve?") });
    expect(await courier(["export", "reads", "--data-dir", "C:\\nothing here"])).toMatchObject({ code: 1, out: "" });
  });

  it("receives, shows and delivers with the plate cropped, exports meanwhile, and ends in order on Ctrl+C", async () => {
    const there = await startWebhookReceiver();
    onTestFinished(() => there.close());
    const hook = { name: "hook", forwarder: "webhook", enabled: true, settings: { url: there.url, payload: "crop-plate" } };
    writeFileSync(outside("C:\\import me.json"), JSON.stringify({ destinations: [hook] }));
    const courierThere = await serve(person, ["--settings", "C:\\import me.json"]);
    expect(courierThere.printed().out).toContain("Data in C:\\users\\José Ñandú\\Plate Data\n");

    const next = there.nextRequest();
    expect(await post(courierThere.receiver, "abc1234")).toMatchObject({ status: 200 });
    const { form } = await next;
    const files = new Map(form?.files.map((file) => [file.name, file.bytes]));
    expect(files.get("original_image")?.equals(sceneJpeg)).toBe(true);
    expect(await sharp(files.get("cropped_image")).metadata()).toMatchObject({ format: "jpeg", width: 160, height: 42 });

    const authorization = `Bearer ${courierThere.consoleToken}`;
    const ask = (path: string) => fetch(new URL(path, courierThere.console), { headers: { authorization } });
    expect(await (await ask("/")).text()).toContain("<title>Plate Courier</title>");
    const status = (await (await ask("/trpc/status")).json()) as { result: { data: { today: unknown } } };
    expect(status.result.data.today).toMatchObject({ reads: 1 });
    expect(Buffer.from(await (await ask("/images/1")).arrayBuffer()).equals(sceneJpeg)).toBe(true);
    const doctor = JSON.stringify(await (await ask("/trpc/doctor")).json());
    expect(doctor).toMatch(/"hop":"port","level":"ok"/);
    expect(doctor).toMatch(/"hop":"firewall","level":"unknown"/);

    const sent = await courier(["send", courierThere.receiver, "--plate", "=1+1", "--count", "2"]);
    expect(sent).toMatchObject({ code: 0, out: expect.stringContaining("2 of 2 were taken") });
    expect(await plates(person)).toEqual(["abc1234", "=1+1", "=1+1"]);
    expect(await courier(["check", "hook", "--data-dir", person])).toMatchObject({ code: 0, err: "" });
    const excel = await courier(["export", "reads", "--format", "csv", "--excel", "--data-dir", person]);
    expect(excel.out).toMatch(/^\ufeffid,[^\n]*\n[^\n]*,abc1234,/);
    const told = await courier(["diagnostics", "--data-dir", person, "--out", "C:\\for support.txt"]);
    expect(told.code).toBe(0);
    expect(readFileSync(outside("C:\\for support.txt"), "utf8")).not.toMatch(/abc1234/i);

    expect(await courierThere.interrupt()).toMatchObject({ code: 0, err: expect.stringContaining("Stopping") });
    expect(existsSync(outside(`${person}plate-courier.pid`))).toBe(false);
  });

  it("keeps what it answered when its process is killed, and delivers it after the next start", async () => {
    const there = await startWebhookReceiver();
    onTestFinished(() => there.close());
    there.behave({ kind: "answer", status: 503 });
    const dataDir = "C:\\killed";
    const hook = { name: "hook", forwarder: "webhook", enabled: true, settings: { url: there.url } };
    writeFileSync(outside("C:\\killed.json"), JSON.stringify({ destinations: [hook] }));
    const first = await serve(dataDir, ["--settings", "C:\\killed.json"]);
    const wanted = Array.from({ length: 20 }, (_, number) => `kill${number}`);
    for (const { status } of await Promise.all(wanted.map((plate) => post(first.receiver, plate)))) expect(status).toBe(200);
    await first.kill();
    expect((await plates(dataDir)).toSorted()).toEqual(wanted.toSorted());

    there.behave({ kind: "answer" });
    const second = await serve(dataDir);
    while ((await rows("deliveries", dataDir)).some(({ status }) => status !== "delivered")) await sleep(500);
    const held = await courier(["serve", "--data-dir", dataDir, "--port", "0", "--console-port", "0"]);
    expect(held).toMatchObject({ code: 1, err: expect.stringMatching(/in use by another Plate Courier \(process \d+\)/) });
    await second.interrupt();
  });

  it("takes the machine's own folder where none is given, and says that a port is taken", async () => {
    const first = await serve(null);
    expect(first.printed().out).toContain("Data in C:\\ProgramData\\Plate Courier\n");
    const { port } = new URL(first.receiver);
    const ports = ["--host", "127.0.0.1", "--port", "0", "--console-port", port];
    const second = await courier(["serve", "--data-dir", "C:\\second", ...ports]);
    expect(second).toMatchObject({ code: 1, err: expect.stringMatching(new RegExp(`${port}.*another`, "s")) });
    await first.interrupt();
  });

  it("copies a database of the first version before it brings it up to date", async () => {
    const dataDir = "C:\\Old Data";
    mkdirSync(outside(dataDir));
    copyFileSync(join(fixtures, "databases/v0001.db"), outside(`${dataDir}\\plate-courier.db`));
    const running = await serve(dataDir);
    expect(readdirSync(outside(`${dataDir}\\backups`))).toEqual([expect.stringMatching(/^plate-courier-v1-\d{8}T\d{6}Z\.db$/)]);
    expect(await plates(dataDir)).toContain("ab-123");
    expect(await post(running.receiver, "new1")).toMatchObject({ status: 200 });
    await running.interrupt();
    expect(await plates(dataDir)).toContain("new1");
  });
});

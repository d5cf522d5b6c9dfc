/**
 * Plants a secret in every place of the settings that takes one, lets everything happen to them that happens (deliveries that
 * fail at a destination which sends back what it was sent, tests, a restart, exports, a fault) and looks for them wherever
 * something was written or answered.
 */
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { basename, join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { expect, it, onTestFinished } from "vitest";
import type { Ready } from "../../src/main/cli/ready-file.ts";
import { createCrashNotes } from "../../src/main/crash-notes.ts";
import type { Forwarder } from "../../src/main/forwarders/forwarder.ts";
import { forwarders, secretKeys } from "../../src/main/forwarders/index.ts";
import { postWebhook } from "../../src/main/send/post-webhook.ts";
import { sampleRecognition } from "../../src/shared/sample-recognition.ts";
import { temporaryDir } from "../settings/temporary-dir.ts";

const entry = join(import.meta.dirname, "../../src/main/headless.ts");
/** What makes a planted secret known wherever it turns up, also in a part of a URL. */
const mark = "PLANTED4711";

/** As it is, and as it looks inside base64 (which depends on where it begins), hex, and a URL. */
const forms = [
  ...[mark, Buffer.from(mark).toString("hex"), encodeURIComponent(mark)],
  ...[0, 1, 2].map((shift) =>
    Buffer.from("x".repeat(shift) + mark)
      .toString("base64")
      .slice(shift === 0 ? 0 : 4, -4),
  ),
];

const scene = readFileSync(join(import.meta.dirname, "../fixtures/images/scene.jpg"));

/** A destination that refuses everything, and sends back all that it was sent. */
async function startEcho(): Promise<string> {
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      response.writeHead(500, {
        "content-type": "text/plain",
        "x-echo": encodeURIComponent(JSON.stringify(request.headers)).slice(0, 2_000),
      });
      response.end(
        `${request.url}\n${JSON.stringify(request.headers)}\n${Buffer.concat(chunks).toString("latin1").slice(0, 500)}`,
      );
    });
  }).listen(0, "127.0.0.1");
  onTestFinished(() => void server.close());
  await once(server, "listening");
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
}

/** Settings that the forwarder takes, with a secret wherever it takes one. */
function plantedSettings(forwarder: Forwarder, echo: string): Record<string, unknown> {
  const secret = `${mark}-${forwarder.type}`;
  // Nothing of this may leave the machine, whatever address is the usual one.
  const addresses = Object.keys(forwarder.settings.shape).filter((key) => /url$/i.test(key));
  const settings: Record<string, unknown> = Object.fromEntries(addresses.map((key) => [key, echo]));
  for (const key of secretKeys(forwarder)) settings[key] = /url$/i.test(key) ? `${echo}?token=${secret}` : `${secret}-${key}`;
  const usual: unknown[] = [
    echo,
    "sample",
    "0b1f9a52-7d44-4a5e-9c1e-1f2a3b4c5d6e",
    1,
    ["sample"],
    {},
    { "X-Key": secret },
    "mqtt://127.0.0.1:9",
    `k=${secret}`,
  ];
  for (let tries = 0; tries < 60; tries++) {
    const parsed = forwarder.settings.safeParse(settings);
    if (parsed.success) return settings;
    const key = String(parsed.error.issues[0]?.path[0]);
    const at = usual.indexOf(settings[key]);
    const next = usual.find(
      (value, index) =>
        index > at &&
        forwarder.settings.safeParse({ ...settings, [key]: value }).error?.issues.every(({ path }) => path[0] !== key) !== false,
    );
    if (next === undefined) throw new Error(`${forwarder.type}: nothing fits ${key}: ${parsed.error.issues[0]?.message}`);
    settings[key] = next;
  }
  throw new Error(`${forwarder.type}: no settings were found that it takes.`);
}

async function start(dir: string): Promise<{ child: ChildProcess; ready: Ready; output: () => string }> {
  const readyFile = join(dir, "ready.json");
  rmSync(readyFile, { force: true });
  const argv = [
    "serve",
    "--data-dir",
    join(dir, "data"),
    "--port",
    "0",
    "--host",
    "127.0.0.1",
    "--console-port",
    "0",
    "--ready-file",
    readyFile,
  ];
  const child = spawn(process.execPath, [entry, ...argv], { stdio: ["ignore", "pipe", "pipe"] });
  onTestFinished(() => void child.kill("SIGKILL"));
  let output = "";
  for (const stream of [child.stdout, child.stderr])
    stream?.on("data", (chunk) => {
      output += String(chunk);
    });
  while (!existsSync(readyFile)) {
    if (child.exitCode !== null) throw new Error(`It ended with ${child.exitCode}: ${output}`);
    await wait(20);
  }
  return { child, ready: JSON.parse(readFileSync(readyFile, "utf8")), output: () => output };
}

async function stop(child: ChildProcess): Promise<void> {
  const ended = once(child, "close");
  child.kill("SIGTERM");
  await ended;
}

async function exported(dir: string, what: string): Promise<string> {
  const child = spawn(process.execPath, [entry, "export", what, "--data-dir", join(dir, "data")], {
    stdio: ["ignore", "pipe", "pipe"],
  });
  let text = "";
  child.stdout.on("data", (chunk) => {
    text += String(chunk);
  });
  await once(child, "close");
  return text;
}

const filesIn = (folder: string) =>
  readdirSync(folder, { recursive: true, encoding: "utf8" })
    .map((name) => join(folder, name))
    .filter((path) => statSync(path).isFile());

it("no secret of any setting is found in the data folder, the log, an export, a crash note, or an answer of the console", async () => {
  const dir = temporaryDir();
  const echo = await startEcho();
  const first = await start(dir);
  const { console: origin, consoleToken, receiver } = first.ready;
  const headers = { authorization: `Bearer ${consoleToken}`, "content-type": "application/json" };
  const answers: string[] = [];
  async function call(path: string, input?: unknown): Promise<unknown> {
    const answer = await fetch(`${origin}trpc/${path}`, {
      headers,
      ...(input === undefined ? {} : { method: "POST", body: JSON.stringify(input) }),
    });
    const text = await answer.text();
    answers.push(text);
    if (!answer.ok) throw new Error(`${path}: ${text}`);
    return JSON.parse(text).result?.data;
  }

  const rules = {
    cameras: [],
    minScore: 0,
    regions: [],
    vehicleTypes: [],
    directionFrom: null,
    directionTo: null,
    requirePlate: false,
  };
  const secretive = forwarders.filter((forwarder) => secretKeys(forwarder).length > 0);
  expect(secretive.length).toBeGreaterThanOrEqual(9);
  for (const forwarder of secretive) {
    const draft = {
      id: null,
      name: forwarder.type,
      forwarder: forwarder.type,
      enabled: true,
      cameras: {},
      settings: plantedSettings(forwarder, echo),
      rules,
    };
    await call("testDestination", draft);
    await call("saveDestination", draft);
  }
  await call("saveSource", { id: null, name: "Gate", enabled: true, token: { set: `${mark}-source` } });
  await call("saveInbox", {
    ...{
      id: null,
      name: "Cloud",
      enabled: true,
      queueUrl: `${echo}123456789012/plates`,
      region: "eu-central-1",
      bucket: "plates",
    },
    ...{ sqsEndpoint: echo, s3Endpoint: echo },
    credentials: { kind: "keys", accessKeyId: "AKIAEXAMPLE", secretAccessKey: `${mark}-inbox` },
  });
  await call("saveList", {
    ...{ id: null, name: "Staff", color: "none", notify: true, sound: false, tone: "chime" },
    sync: { kind: "parkpow", url: echo, tag: "staff", token: `${mark}-list` },
  });
  const recognition = sampleRecognition({ plate: "ABC123", camera: "gate", timestamp: new Date() });
  expect((await postWebhook({ url: receiver, recognition, image: scene, token: `${mark}-source` })).status).toBe(200);
  await postWebhook({ url: receiver, recognition, token: `${mark}-wrong` });
  // Every destination has been tried, and told what it thinks of it.
  const tried = ({ state, failed }: { state: string; failed: number }) => !["idle", "waiting"].includes(state) || failed > 0;
  let untried = ["all"];
  for (let tries = 0; tries < 400 && untried.length > 0; tries++) {
    await wait(50);
    const status = (await call("status")) as { destinations: { name: string; state: string; failed: number }[] };
    untried = status.destinations.filter((destination) => !tried(destination)).map(({ name }) => name);
  }
  expect(untried).toEqual([]);
  const pfx = { kind: "pfx", file: join(dir, "none.pfx"), passphrase: `${mark}-pfx` };
  const { receiver: kept } = (await call("settings")) as { receiver: Record<string, unknown> };
  const { sources: _sources, ...receiverDraft } = kept;
  await call("saveReceiver", { ...receiverDraft, tls: pfx });
  createCrashNotes({ dataDir: join(dir, "data"), version: "0", now: Date.now }).write(
    new Error(`GET ${echo}?token=${mark}-x failed; authorization: Bearer ${mark}-y`),
  );

  await call("saveBackups", { everyHours: 1, keep: 2 });
  await call("backUpNow", {});
  let copies: { madeAt: number | null; copies: { file: string }[] } = { madeAt: null, copies: [] };
  for (let tries = 0; tries < 200 && copies.madeAt === null; tries++) {
    await wait(50);
    copies = (await call("backups")) as typeof copies;
  }
  expect(copies.copies).toHaveLength(1);

  const input = (value: unknown) => `?input=${encodeURIComponent(JSON.stringify(value))}`;
  for (const path of [
    "settings",
    "destinations",
    "lists",
    "inboxes",
    "forwarders",
    "status",
    "doctor",
    "ledger",
    "cameras",
    "recovery",
    "backups",
    "diagnostics",
  ])
    await call(path);
  await call(`event${input({ eventId: 1 })}`);
  await call(`feed${input({})}`);
  await call(`deliveries${input({ statuses: ["pending", "failed", "sending", "delivered"] })}`);
  for (const what of ["reads", "deliveries", "events"]) answers.push(await exported(dir, what));
  await stop(first.child);
  const output = first.output();

  // The copy was looked into, and the log tells of it.
  expect(filesIn(join(dir, "data", "backups")).map((file) => basename(file))).toContain(copies.copies[0]?.file);
  expect(filesIn(join(dir, "data", "logs")).some((file) => readFileSync(file, "utf8").includes("Copied the database."))).toBe(
    true,
  );
  // That something was there to be found: the same words, in what was sent.
  expect(forms.some((form) => `${mark}-source`.includes(form))).toBe(true);
  expect(answers.join("").length).toBeGreaterThan(10_000);
  const found = [
    ...filesIn(join(dir, "data")).filter((file) => forms.some((form) => readFileSync(file).includes(form))),
    ...answers.filter((text) => forms.some((form) => text.includes(form))).map((text) => `an answer: ${contextOf(text)}`),
    ...(forms.some((form) => output.includes(form)) ? [`the terminal: ${contextOf(output)}`] : []),
  ];
  expect(found).toEqual([]);
}, 60_000);

/** Where in a text it stands. */
function contextOf(text: string): string {
  const at = Math.min(...forms.map((form) => text.indexOf(form)).filter((index) => index >= 0));
  return text.slice(Math.max(0, at - 120), at + 40);
}

import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { describe, expect, it, onTestFinished } from "vitest";
import type { Ready } from "../../src/main/cli/ready-file.ts";
import { temporaryDir } from "../settings/temporary-dir.ts";
import { run } from "./terminal-fixture.ts";

const entry = join(import.meta.dirname, "../../src/main/headless.ts");

/** The real process, as a person or a service starts it. */
function start(dir: string, ...more: string[]) {
  const readyFile = join(dir, "ready.json");
  const argv = [
    "serve",
    "--data-dir",
    join(dir, "data"),
    "--port",
    "0",
    "--console-port",
    "0",
    "--ready-file",
    readyFile,
    ...more,
  ];
  const child: ChildProcess = spawn(process.execPath, [entry, ...argv], { stdio: ["ignore", "pipe", "pipe"] });
  onTestFinished(() => void child.kill("SIGKILL"));
  let output = "";
  child.stdout?.on("data", (chunk) => {
    output += String(chunk);
  });
  child.stderr?.on("data", (chunk) => {
    output += String(chunk);
  });
  const ended = once(child, "close").then(([code]) => ({ code: code as number | null, output }));
  async function ready(): Promise<Ready> {
    while (!existsSync(readyFile)) {
      if (child.exitCode !== null) throw new Error(`It ended with ${child.exitCode}: ${output}`);
      await wait(20);
    }
    return JSON.parse(readFileSync(readyFile, "utf8"));
  }
  return { child, ready, ended, output: () => output };
}

/** A destination that takes everything. */
async function destination(): Promise<{ url: string; posts: string[] }> {
  const posts: string[] = [];
  const server = createServer((request, response) => {
    posts.push(request.headers.authorization ?? "");
    request.resume().on("end", () => response.end("ok"));
  }).listen(0, "127.0.0.1");
  onTestFinished(() => void server.close());
  await once(server, "listening");
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`, posts };
}

// Each starts the real program, on machines that may be busy.
describe("plate-courier serve", { timeout: 60_000 }, () => {
  it("receives, delivers to an imported destination, exports while it runs, and stops on SIGTERM", async () => {
    const dir = temporaryDir();
    const there = await destination();
    const file = join(dir, "import.json");
    const hook = {
      name: "hook",
      forwarder: "webhook",
      enabled: true,
      settings: { url: there.url, authorization: "Token s3cret" },
    };
    const sources = [{ name: "gate", token: "gate-token" }];
    writeFileSync(file, JSON.stringify({ receiver: { sources, requireToken: true }, destinations: [hook] }));
    const serving = start(dir, "--settings", file);
    const ready = await serving.ready();
    expect(ready.receiver).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/$/);
    expect(ready.pid).toBe(serving.child.pid);

    expect((await run(["send", ready.receiver])).code).toBe(1);
    const sent = await run([
      "send",
      ready.receiver,
      "--token",
      "gate-token",
      "--plate",
      "=1+1",
      "--camera",
      "cam-1",
      "--count",
      "2",
    ]);
    expect(sent).toMatchObject({ code: 0, out: expect.stringContaining("2 of 2 were taken") });

    const data = ["--data-dir", join(dir, "data")];
    const rows = async (...argv: string[]) => (await run(["export", ...argv, ...data])).out.trim().split("\n");
    while ((await rows("deliveries")).filter((line) => line.includes('"delivered"')).length < 2) await wait(50);
    expect(there.posts).toEqual(["Token s3cret", "Token s3cret"]);
    const [first] = (await rows("reads")).map((line) => JSON.parse(line));
    expect(first).toMatchObject({ id: 1, camera: "cam-1", source: "gate", plate: "=1+1" });
    expect(JSON.parse((await rows("deliveries"))[0] ?? "")).toMatchObject({
      destination: "hook",
      status: "delivered",
      attempts: 1,
    });
    const csv = await rows("reads", "--format", "csv");
    expect(csv[0]).toMatch(/^id,eventId,receivedAt,capturedAt,camera,source,plate,/);
    expect(csv[1]).toContain(",'=1+1,");
    expect(await rows("reads", "--camera", "other")).toEqual([""]);
    expect(await rows("reads", "--until", "2020-01-01")).toEqual([""]);
    const excel = (await run(["export", "reads", "--format", "csv", "--excel", ...data])).out;
    expect(excel.startsWith("\ufeffid,")).toBe(true);
    expect(await run(["check", "hook", ...data])).toMatchObject({ code: 0, err: "" });

    const signedIn = await fetch(`${ready.console}trpc/status`, { headers: { authorization: `Bearer ${ready.consoleToken}` } });
    expect(signedIn.status).toBe(200);
    expect((await fetch(`${ready.console}trpc/status`)).status).toBe(401);

    const kept = readFileSync(join(dir, "data", "settings.json"), "utf8");
    expect(kept).not.toMatch(/s3cret|gate-token/);
    serving.child.kill("SIGTERM");
    expect((await serving.ended).code, serving.output()).toBe(process.platform === "win32" ? null : 0);
    expect(serving.output()).not.toMatch(/s3cret|gate-token/);

    rmSync(join(dir, "ready.json"));
    const again = start(dir, "--settings", file);
    await again.ready();
    expect(readFileSync(join(dir, "data", "settings.json"), "utf8")).toBe(kept);
    again.child.kill("SIGTERM");
    await again.ended;
  });

  it("takes the ready file of an earlier start away before it starts, and not that of one that runs", async () => {
    const dir = temporaryDir();
    const readyFile = join(dir, "ready.json");
    const gone = spawn(process.execPath, ["-e", ""]);
    await once(gone, "close");
    writeFileSync(readyFile, JSON.stringify({ receiver: "http://127.0.0.1:1/", pid: gone.pid }));
    const serving = start(dir);
    let ready: Ready | null = null;
    while (ready?.pid !== serving.child.pid) {
      await wait(20);
      if (existsSync(readyFile)) ready = JSON.parse(readFileSync(readyFile, "utf8"));
    }
    // A second one is refused the folder.
    expect((await start(dir).ended).code).toBe(1);
    expect(JSON.parse(readFileSync(readyFile, "utf8"))).toEqual(ready);
  });

  it("refuses a ready file that cannot be written, before anything is touched", async () => {
    const dir = temporaryDir();
    const path = join(dir, "none", "ready.json");
    const { code, output } = await start(dir, "--ready-file", path).ended;
    expect(code).toBe(1);
    expect(output).toBe(
      `The ready file ${path} cannot be written (ENOENT). Choose a folder that is there and that this account may write to.\n`,
    );
    expect(existsSync(join(dir, "data"))).toBe(false);
  });

  it("refuses wrong settings with the field, touches nothing, and ends with 1", async () => {
    const dir = temporaryDir();
    const file = join(dir, "import.json");
    writeFileSync(file, JSON.stringify({ destinations: [{ name: "hook", forwarder: "webhook", settings: { url: "nowhere" } }] }));
    const { code, output } = await start(dir, "--settings", file).ended;
    expect(code).toBe(1);
    expect(output).toContain('destinations[0].settings.url cannot be "nowhere"');
    expect(output).not.toMatch(/\bat .*\.ts/);
    expect(existsSync(join(dir, "data", "settings.json"))).toBe(false);
  });

  it("refuses a folder that another one holds and names its process, and a console port that is taken", async () => {
    const dir = temporaryDir();
    const first = start(dir);
    const ready = await first.ready();
    const second = await start(dir).ended;
    expect(second.code).toBe(1);
    expect(second.output).toContain(`(process ${ready.pid})`);
    const third = await start(temporaryDir(), "--console-port", new URL(ready.receiver).port).ended;
    expect(third.code).toBe(1);
    expect(third.output).toMatch(/The console cannot listen on 127\.0\.0\.1:\d+: another program has this port/);
  });

  it("receives on when nobody reads any more what it prints", async () => {
    const serving = start(temporaryDir());
    const { receiver, console: origin, consoleToken } = await serving.ready();
    serving.child.stdout?.destroy();
    serving.child.stderr?.destroy();
    const ended = once(serving.child, "exit");
    const post = (body: string) =>
      fetch(receiver, { method: "POST", headers: { "content-type": "application/json" }, body }).then((answer) => answer.json());
    // Each of them is warned of on stderr, and the second is written after the first one's failure was told.
    expect(await post("{}")).toMatchObject({ status: "quarantined" });
    expect(await post("[]")).toMatchObject({ status: "quarantined" });
    const status = await fetch(`${origin}trpc/status`, { headers: { authorization: `Bearer ${consoleToken}` } });
    expect(status.status).toBe(200);
    serving.child.kill("SIGTERM");
    expect(await ended).toEqual(process.platform === "win32" ? [null, "SIGTERM"] : [0, null]);
  });

  it("keeps running and says so when the receiver's port is taken, and is ready once it is free", async () => {
    const blocker = createServer().listen(0, "0.0.0.0");
    await once(blocker, "listening");
    const port = String((blocker.address() as AddressInfo).port);
    const serving = start(temporaryDir(), "--port", port);
    while (!serving.output().includes(`Port ${port}`)) {
      expect(serving.child.exitCode).toBeNull();
      await wait(20);
    }
    blocker.close();
    expect((await serving.ready()).receiver).toBe(`http://127.0.0.1:${port}/`);
  });
});

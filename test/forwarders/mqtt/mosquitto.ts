/** A real Mosquitto with users, an access list, TLS and WebSocket, and a real subscriber; all on this machine, and gone at the end. */
import { type ChildProcess, execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { type AddressInfo, connect, createServer } from "node:net";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import { connectAsync } from "mqtt";
import { testCertificate } from "../../simulators/certificates.ts";

export interface Mosquitto {
  urls: { tcp: string; tls: string; webSocket: string };
  fingerprint: string;
  /** Every message on every topic since it was called, retained ones first. */
  subscribe(): Promise<{ topic: string; payload: string; retain: boolean }[]>;
  /** Ends it without a goodbye to anybody. */
  stop(): Promise<void>;
  /** On the same ports, without anything that it had kept. */
  start(): Promise<void>;
  close(): Promise<void>;
}

/** May publish below plate-courier/ and homeassistant/ only. */
export const account = { username: "lpr", password: "secret-word" };
const watcher = { username: "watcher", password: "another-word" };

export async function startMosquitto(program: string): Promise<Mosquitto> {
  const folder = await mkdtemp(join(tmpdir(), "plate-courier-mosquitto-"));
  const [tcp, tls, webSocket] = await freePorts();
  const certificate = await testCertificate();
  const file = (name: string) => join(folder, name);
  await writeFile(file("certificate.pem"), certificate.cert);
  await writeFile(file("key.pem"), certificate.key);
  await writeFile(
    file("acl"),
    [
      `user ${account.username}`,
      ...["plate-courier/#", "homeassistant/#"].map((topics) => `topic write ${topics}`),
      `user ${watcher.username}`,
      "topic read #",
      "",
    ].join("\n"),
  );
  await writeFile(file("passwords"), [account, watcher].map(({ username, password }) => `${username}:${password}\n`).join(""));
  // In place: the passwords become hashes.
  await promisify(execFile)(await passwordTool(program), ["-U", file("passwords")]);
  const config = [
    `listener ${tcp} 127.0.0.1`,
    `listener ${tls} 127.0.0.1`,
    `certfile ${file("certificate.pem")}`,
    `keyfile ${file("key.pem")}`,
    `listener ${webSocket} 127.0.0.1`,
    "protocol websockets",
    "allow_anonymous false",
    `password_file ${file("passwords")}`,
    `acl_file ${file("acl")}`,
    "max_packet_size 2000",
    // Started by root it would become another user, who may not read these files.
    ...(process.getuid?.() === 0 ? ["user root"] : []),
    "",
  ];
  await writeFile(file("mosquitto.conf"), config.join("\n"));

  let running: ChildProcess | null = null;
  const clients: { end(force: boolean): unknown }[] = [];
  async function start(): Promise<void> {
    running = spawn(program, ["-c", file("mosquitto.conf")], { stdio: "ignore" });
    for (const port of [tcp, tls, webSocket]) await answering(port, running);
  }
  async function stop(): Promise<void> {
    const ending = running;
    running = null;
    if (!ending || ending.exitCode !== null) return;
    const ended = once(ending, "exit");
    ending.kill("SIGKILL");
    await ended;
  }
  await start();
  return {
    urls: { tcp: `mqtt://127.0.0.1:${tcp}`, tls: `mqtts://127.0.0.1:${tls}`, webSocket: `ws://127.0.0.1:${webSocket}` },
    fingerprint: certificate.sha256,
    start,
    stop,
    async subscribe() {
      const heard: { topic: string; payload: string; retain: boolean }[] = [];
      const client = await connectAsync(`mqtt://127.0.0.1:${tcp}`, { ...watcher, reconnectPeriod: 0 });
      client.on("error", () => {});
      client.on("message", (topic, payload, { retain }) => heard.push({ topic, payload: payload.toString(), retain }));
      clients.push(client);
      await client.subscribeAsync("#", { qos: 1 });
      return heard;
    },
    async close() {
      for (const client of clients) client.end(true);
      await stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** Its tool for passwords lies beside it, or where everybody's path leads. */
async function passwordTool(program: string): Promise<string> {
  const beside = join(dirname(program), "mosquitto_passwd");
  return promisify(execFile)(beside, ["--help"]).then(
    () => beside,
    (error: NodeJS.ErrnoException) => (error.code === "ENOENT" ? "mosquitto_passwd" : beside),
  );
}

async function freePorts(): Promise<[number, number, number]> {
  const servers = [createServer(), createServer(), createServer()];
  for (const server of servers) await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const [one = 0, two = 0, three = 0] = servers.map((server) => (server.address() as AddressInfo).port);
  await Promise.all(servers.map((server) => new Promise((resolve) => server.close(resolve))));
  return [one, two, three];
}

async function answering(port: number, process: ChildProcess): Promise<void> {
  for (;;) {
    if (process.exitCode !== null) throw new Error(`mosquitto ended with ${process.exitCode}`);
    const socket = connect(port, "127.0.0.1");
    const open = await new Promise<boolean>((resolve) => {
      socket.once("connect", () => resolve(true));
      socket.once("error", () => resolve(false));
    });
    socket.destroy();
    if (open) return;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

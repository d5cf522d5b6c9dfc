import { type ChildProcess, execFile, spawn } from "node:child_process";
import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { createInterface } from "node:readline";
import { promisify } from "node:util";
import { inflateRawSync } from "node:zlib";
import type { LambdaAnswer } from "../../src/lambda/handler.ts";
import type { LambdaEvent } from "../../src/lambda/request.ts";

/** Runs `npm run build:lambda` into a folder of its own outside of the project, and unpacks the zip there. */
export async function buildLambda() {
  const dir = await mkdtemp(join(tmpdir(), "plate-courier-lambda-"));
  const built = join(dir, "built");
  await promisify(execFile)(process.execPath, ["scripts/build-lambda.mjs", built], {
    env: { ...process.env, NODE_ENV: "production" },
  });
  const zip = await readFile(join(built, "plate-courier-lambda.zip"));
  const unpacked = join(dir, "task");
  const entries = unzip(zip);
  for (const { name, bytes } of entries) {
    await mkdir(dirname(join(unpacked, name)), { recursive: true });
    await writeFile(join(unpacked, name), bytes);
  }
  return { zip, entries, unpacked, remove: () => rm(dir, { recursive: true, force: true }) };
}

export interface ZipEntry {
  name: string;
  bytes: Buffer;
  /** Unix rights and kind. */
  mode: number;
}

/** The files of a zip, by its central directory (APPNOTE.TXT 4.3.12). */
export function unzip(zip: Buffer): ZipEntry[] {
  const end = zip.lastIndexOf(Buffer.from("PK\x05\x06"));
  const entries: ZipEntry[] = [];
  let at = zip.readUInt32LE(end + 16);
  for (let left = zip.readUInt16LE(end + 10); left > 0; left -= 1) {
    const [method, packed] = [zip.readUInt16LE(at + 10), zip.readUInt32LE(at + 20)];
    const lengths = [28, 30, 32].map((offset) => zip.readUInt16LE(at + offset));
    const [nameLength = 0, extra = 0, comment = 0] = lengths;
    const local = zip.readUInt32LE(at + 42);
    const start = local + 30 + zip.readUInt16LE(local + 26) + zip.readUInt16LE(local + 28);
    const bytes = zip.subarray(start, start + packed);
    entries.push({
      name: zip.toString("utf8", at + 46, at + 46 + nameLength),
      bytes: method === 8 ? inflateRawSync(bytes) : bytes,
      mode: zip.readUInt32LE(at + 38) >>> 16,
    });
    at += 46 + nameLength + extra + comment;
  }
  return entries;
}

/** What AWS's runtime does, as far as it matters: imports index.handler and calls it once per event. Answers go to stderr. */
const runtime = `
import { createInterface } from "node:readline";
const { handler } = await import("./index.mjs");
for await (const line of createInterface({ input: process.stdin }))
  process.stderr.write(JSON.stringify(await handler(JSON.parse(line), {})) + "\\n");
`;

export interface RunningLambda {
  invoke(event: LambdaEvent): Promise<{ status: number | undefined; body: Record<string, unknown> }>;
  /** What it logged so far, parsed. */
  lines: Record<string, unknown>[];
  stop(): Promise<void>;
}

/** Runs an unpacked zip in a Node of its own, with these environment variables and no others of ours. */
export function startLambda(unpacked: string, environment: Record<string, string>): RunningLambda {
  const system = Object.fromEntries(["PATH", "SystemRoot", "TEMP"].map((name) => [name, process.env[name] ?? ""]));
  const child: ChildProcess = spawn(process.execPath, ["--input-type=module", "--eval", runtime], {
    ...{ cwd: unpacked, stdio: "pipe", env: { ...system, HOME: unpacked, USERPROFILE: unpacked, ...environment } },
  });
  const { stdin, stdout, stderr } = child;
  if (!stdin || !stdout || !stderr) throw new Error("the child has no pipes");
  const lines: Record<string, unknown>[] = [];
  const waiting: ((line: string) => void)[] = [];
  createInterface({ input: stdout }).on("line", (line) => lines.push(JSON.parse(line) as Record<string, unknown>));
  createInterface({ input: stderr }).on("line", (line) => waiting.shift()?.(line));
  const ended = new Promise<void>((resolve) => child.on("close", () => resolve()));
  return {
    lines,
    async invoke(event) {
      const answered = new Promise<string>((resolve, reject) => {
        waiting.push(resolve);
        void ended.then(() => reject(new Error("the Lambda's process ended")));
      });
      stdin.write(`${JSON.stringify(event)}\n`);
      const { statusCode, body = "" } = JSON.parse(await answered) as LambdaAnswer;
      return { status: statusCode, body: JSON.parse(body) as Record<string, unknown> };
    },
    async stop() {
      stdin.end();
      await ended;
    },
  };
}

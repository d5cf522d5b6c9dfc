import { execFile } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterEach, describe, expect, it } from "vitest";
import { hashToken } from "../../src/main/receiver/source-tokens.ts";
import { curlCommand, tokenPlaceholder } from "../../src/shared/curl-command.ts";
import { multipart, multipartType } from "../receiver/harness.ts";
import { type CoreUnderTest, startCore } from "./core-under-test.ts";

const run = promisify(execFile);
const tool = async (name: string, probe: string) =>
  run(name, [probe]).then(
    () => true,
    () => false,
  );
const hasTools = process.platform !== "win32" && (await tool("curl", "--version")) && (await tool("unzip", "-v"));
const scene = readFileSync(join(import.meta.dirname, "../fixtures/images/scene.jpg"));
const json = JSON.stringify({ hook: { event: "recognition" }, data: { camera_id: "gate", results: [{ plate: "ab1" }] } });
const secret = "the-token-of-the-gate";

let running: CoreUnderTest | null = null;
const folders: string[] = [];
afterEach(async () => {
  await running?.remove();
  running = null;
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true });
});

async function post(body: Buffer | string, headers: Record<string, string>, path = ""): Promise<number> {
  running = await startCore();
  const source = { id: "gate", name: "Gate", tokenHash: hashToken(secret), enabled: true };
  const { settings } = running;
  settings.set({ ...settings.get(), receiver: { ...settings.get().receiver, requireToken: true, sources: [source] } });
  const answer = await fetch(running.receiverUrl() + path, {
    method: "POST",
    body: typeof body === "string" ? body : new Uint8Array(body),
    headers: { ...headers, Authorization: `Token ${secret}` },
  });
  expect(answer.status).toBe(200);
  return ((await answer.json()) as { id: number }).id;
}

async function commandOf(eventId: number, shell: "posix" | "windows" = "posix"): Promise<string> {
  // How it came is noted after the answer.
  await expect.poll(async () => (await running?.core.console.inspect(eventId))?.arrival).toBeTruthy();
  const inspection = await running?.core.console.inspect(eventId);
  return (inspection && curlCommand(inspection, running?.receiverUrl() ?? "", shell)) ?? "";
}

/** The files of the download beside each other, as a person unpacks them. */
async function unpacked(eventId: number): Promise<string> {
  const file = await running?.core.file(`webhook/${eventId}`);
  const pieces: Uint8Array[] = [];
  for await (const piece of file?.chunks ?? []) pieces.push(piece);
  const folder = mkdtempSync(join(tmpdir(), "plate-courier-curl-"));
  folders.push(folder);
  const zip = join(folder, file?.name ?? "");
  writeFileSync(zip, Buffer.concat(pieces));
  await run("unzip", ["-q", zip], { cwd: folder });
  return folder;
}

const sent: [what: string, body: Buffer | string, headers: Record<string, string>, path: string][] = [
  [
    "multipart with images whose names need quotes",
    multipart([
      ['Content-Disposition: form-data; name="upload"; filename="it\'s; a, \\"scene\\".jpg"\r\nContent-Type: image/jpeg', scene],
      ['Content-Disposition: form-data; name="json"', json],
      [
        'Content-Disposition: form-data; name="plate_img"; filename="plate.jpg"\r\nContent-Type: image/jpeg',
        scene.subarray(0, 5000),
      ],
    ]),
    { ...multipartType, "Camera-Name": "it's the gate" },
    "hook?site=3&token=abc",
  ],
  ["JSON", json, { "Content-Type": "application/json" }, ""],
  ["a form", new URLSearchParams({ json }).toString(), { "Content-Type": "application/x-www-form-urlencoded" }, ""],
  ["broken JSON", '{"data": [\n"ü', { "Content-Type": "application/json" }, ""],
  ["multipart without JSON", multipart([['Content-Disposition: form-data; name="note"', "no json"]]), multipartType, ""],
];

describe.runIf(hasTools)("the command that sends a webhook again", () => {
  it.each(sent)("sends the very bytes again: %s", async (_what, body, headers, path) => {
    const eventId = await post(body, headers, path);
    const command = await commandOf(eventId);
    expect(command).not.toContain(secret);
    expect(command).toContain(tokenPlaceholder);
    const folder = await unpacked(eventId);
    const { stdout } = await run("sh", ["-c", command.replaceAll(tokenPlaceholder, secret)], { cwd: folder });
    // The receiver compares the bytes of the JSON and of the images: only the same ones are stored already.
    expect(JSON.parse(stdout)).toEqual({ status: "duplicate", id: eventId });
  });
});

it("is written for the command prompt of Windows too", async () => {
  const eventId = await post(json, { "Content-Type": "application/json", "Camera-Name": 'say "hi"' });
  const command = await commandOf(eventId, "windows");
  expect(command).toContain('-H "Camera-Name: say \\"hi\\""');
  expect(command).toContain(`-H "Authorization: Token ${tokenPlaceholder}"`);
  expect(command.split(" ^\n")).toHaveLength(5);
  expect(command).not.toContain("'");
});

it("gives the body alone as a file, byte for byte, and nothing for what is not there", async () => {
  const eventId = await post('{"data": [\n"ü', { "Content-Type": "application/json" });
  const file = await running?.core.file(`body/${eventId}`);
  expect(file).toMatchObject({ name: `webhook-${eventId}.json`, size: 14 });
  const pieces: Uint8Array[] = [];
  for await (const piece of file?.chunks ?? []) pieces.push(piece);
  expect(Buffer.concat(pieces).toString()).toBe('{"data": [\n"ü');
  for (const path of ["body/99", "webhook/99", "body/0", "body/1/2", "", "../x"])
    expect(await running?.core.file(path)).toBeNull();
});

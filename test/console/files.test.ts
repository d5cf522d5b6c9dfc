import { connect } from "node:net";
import { expect, it } from "vitest";
import type { ServedFile } from "../../src/main/console/served-file.ts";
import { collectingLog } from "../store/store-kit.ts";
import { runningConsole, token } from "./console-fixture.ts";

const bearer = { authorization: `Bearer ${token}` };
const pieceBytes = 64 * 1024;

/** A file of `count` pieces that notes how many were read, and whether the reading was ended. */
function counted(count: number, failAt = Number.POSITIVE_INFINITY) {
  const noted = { read: 0, ended: false };
  async function* chunks() {
    try {
      for (; noted.read < count; noted.read += 1) {
        if (noted.read === failAt) throw new Error("the disk is gone");
        yield Buffer.alloc(pieceBytes, noted.read % 256);
      }
    } finally {
      noted.ended = true;
    }
  }
  const file: ServedFile = { name: "reads.csv", contentType: "text/csv; charset=utf-8", size: null, chunks: chunks() };
  return { noted, file };
}

it("offers files under the same token and to its own page only", async () => {
  const { ask } = await runningConsole({ file: async () => counted(1).file });
  expect((await ask("/files/body/1")).status).toBe(401);
  const foreign = { ...bearer, origin: "https://evil.example" };
  expect((await ask("/files/body/1", { headers: foreign })).status).toBe(403);
  expect((await ask("/files/body/1", { headers: { ...bearer, "sec-fetch-site": "cross-site" } })).status).toBe(403);
  expect((await ask("/files/body/1", { headers: bearer, method: "POST", body: "x" })).status).toBe(405);
  const answer = await ask("/files/body/1", { headers: bearer });
  expect(answer).toMatchObject({
    status: 200,
    headers: {
      "content-type": "text/csv; charset=utf-8",
      "content-disposition": "attachment; filename=\"reads.csv\"; filename*=UTF-8''reads.csv",
      "content-security-policy": "default-src 'none'; sandbox",
      "cache-control": "no-store",
    },
  });
  expect(answer.text).toHaveLength(pieceBytes);
});

it("says that a file is gone", async () => {
  const { ask } = await runningConsole();
  expect(await ask("/files/body/1", { headers: bearer })).toMatchObject({ status: 404 });
});

it("reads no further than a slow browser takes, and ends the reading when that goes away", async () => {
  const { file, noted } = counted(10_000);
  const { host } = await runningConsole({ file: async () => file });
  const socket = connect(Number(host.split(":")[1]), "127.0.0.1");
  socket.pause();
  socket.write(`GET /files/x HTTP/1.1\r\nHost: ${host}\r\nAuthorization: Bearer ${token}\r\n\r\n`);
  // Until the buffers between the two are full: then the count stands still.
  const quiet = async () => {
    for (let last = -1; last !== noted.read || last === 0; await new Promise((resolve) => setTimeout(resolve, 100)))
      last = noted.read;
    return noted.read;
  };
  const ahead = await quiet();
  expect(ahead).toBeLessThan(1_000);
  expect(noted.ended).toBe(false);
  socket.destroy();
  for (let tries = 0; tries < 100 && !noted.ended; tries += 1) await new Promise((resolve) => setTimeout(resolve, 20));
  expect(noted.ended).toBe(true);
  expect(noted.read).toBeLessThan(ahead + 20);
});

it("cuts a download short in which reading failed, so that a part never passes for the whole", async () => {
  const log = collectingLog();
  const { origin } = await runningConsole({ file: async () => counted(10, 3).file, log });
  const answer = await fetch(new URL("/files/x", origin), { headers: bearer });
  expect(answer.status).toBe(200);
  await expect(answer.arrayBuffer()).rejects.toThrow();
  expect(log.lines.join()).toContain("A download ended too early.");
});

import { execFileSync } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { request as httpsRequest } from "node:https";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { generate } from "selfsigned";
import { afterAll, describe, expect, it } from "vitest";
import type { ReceiverSettings } from "../../src/shared/settings.ts";
import { handClock } from "./hand-clock.ts";
import { asJson, exchange, json, receiverPerTest, request } from "./harness.ts";

const folder = await mkdtemp(join(tmpdir(), "receiver-"));
afterAll(() => rm(folder, { recursive: true, force: true }));

const { start } = receiverPerTest();

describe("TLS", async () => {
  const pems = await generate([{ name: "commonName", value: "localhost" }], { keySize: 2048 });
  const other = await generate([{ name: "commonName", value: "localhost" }], { keySize: 2048 });
  const certFile = join(folder, "cert.pem");
  const keyFile = join(folder, "key.pem");
  const otherKey = join(folder, "other.pem");
  const garbage = join(folder, "garbage.pem");
  const pfx = join(folder, "cert.pfx");
  await writeFile(certFile, pems.cert);
  await writeFile(keyFile, pems.private);
  await writeFile(otherKey, other.private);
  await writeFile(garbage, "not a certificate");
  const hasOpenssl = makePfx();

  function makePfx(): boolean {
    try {
      const passed = ["pkcs12", "-export", "-in", certFile, "-inkey", keyFile, "-out", pfx, "-passout", "pass:open sesame"];
      execFileSync("openssl", passed, { stdio: "ignore" });
      return true;
    } catch {
      return false;
    }
  }

  async function securely(tls: ReceiverSettings["tls"]) {
    const { receiver, port } = await start({ settings: { tls }, clock: handClock() });
    expect(receiver.status()).toMatchObject({ state: "listening", tls: true, urls: [`https://127.0.0.1:${port}/`] });
    return new Promise<number | undefined>((resolve, reject) => {
      const options = {
        port,
        host: "127.0.0.1",
        method: "POST",
        headers: asJson,
        ca: pems.cert,
        servername: "localhost",
        agent: false,
      };
      httpsRequest({ ...options, checkServerIdentity: () => undefined }, (response) => {
        response.resume();
        resolve(response.statusCode);
      })
        .on("error", reject)
        .end(json);
    });
  }

  it("works with a PEM certificate and key", async () => {
    expect(await securely({ kind: "pem", certFile, keyFile })).toBe(200);
  });

  it("is not disturbed by a sender that speaks plain HTTP", async () => {
    const { port, events } = await start({ settings: { tls: { kind: "pem", certFile, keyFile } } });
    expect(await exchange(port, [request(asJson, json)])).not.toContain(" 200 ");
    expect(events).toEqual([]);
    expect(await securely({ kind: "pem", certFile, keyFile })).toBe(200);
  });

  it.skipIf(!hasOpenssl)("works with a PFX file and its passphrase", async () => {
    expect(await securely({ kind: "pfx", file: pfx, passphrase: "open sesame" })).toBe(200);
  });

  it.each([
    [
      "a missing file",
      { kind: "pem" as const, certFile: join(folder, "gone.pem"), keyFile },
      /certificate file .*gone\.pem is not there/,
    ],
    ["a folder", { kind: "pem" as const, certFile: folder, keyFile }, /is a folder|cannot be read/],
    [
      "another's key",
      { kind: "pem" as const, certFile, keyFile: otherKey },
      /key .*other\.pem does not belong to the certificate .*cert\.pem/,
    ],
    ["garbage", { kind: "pem" as const, certFile: garbage, keyFile }, /garbage\.pem .* is no PEM file/],
    ["no PFX", { kind: "pfx" as const, file: garbage, passphrase: null }, /garbage\.pem is no PFX file/],
  ])("that has %s is told with the file and the remedy", async (_name, tls, words) => {
    const { receiver } = await start({ settings: { tls }, clock: handClock() });
    expect(receiver.status()).toMatchObject({ state: "failed", problem: expect.stringMatching(words) });
  });

  it.skipIf(!hasOpenssl)("that has a wrong passphrase is told without the passphrase", async () => {
    const { receiver, logged } = await start({
      settings: { tls: { kind: "pfx", file: pfx, passphrase: "wr0ng" } },
      clock: handClock(),
    });
    expect(receiver.status().problem).toMatch(/The passphrase does not open .*cert\.pfx/);
    expect(logged.join() + receiver.status().problem).not.toContain("wr0ng");
  });

  it.skipIf(!hasOpenssl)("whose passphrase cannot be read here is told, and used as soon as it can be", async () => {
    let keyIsHere = false;
    const decrypt = async (cipher: string) => {
      if (keyIsHere) return cipher;
      throw new Error("another key");
    };
    const clock = handClock();
    const { receiver } = await start({
      settings: { tls: { kind: "pfx", file: pfx, passphrase: "open sesame" } },
      secrets: { decrypt },
      clock,
    });
    expect(receiver.status()).toMatchObject({
      state: "failed",
      problem: expect.stringMatching(
        /stored passphrase of .*cert\.pfx cannot be read on this machine or account\. Enter it again/,
      ),
    });
    keyIsHere = true;
    clock.fire(10_000);
    await expect.poll(() => receiver.status().state).toBe("listening");
  });
});

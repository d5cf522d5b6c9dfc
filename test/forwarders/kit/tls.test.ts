import { afterEach, beforeAll, describe, expect, it } from "vitest";
import { DeliveryError } from "../../../src/main/forwarders/forwarder.ts";
import { createHttpClient, type HttpClientOptions } from "../../../src/main/forwarders/kit/http.ts";
import { type TestCertificate, testCertificate } from "../../simulators/certificates.ts";
import { startWebhookReceiver, type WebhookReceiver } from "../../simulators/webhook-receiver.ts";

let own: TestCertificate;
let expired: TestCertificate;
let otherName: TestCertificate;
beforeAll(async () => {
  [own, expired, otherName] = await Promise.all([
    testCertificate(),
    testCertificate({ expired: true }),
    testCertificate({ name: "recorder.example" }),
  ]);
});

const closing: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});
async function receiver(tls: TestCertificate, port = 0): Promise<WebhookReceiver> {
  const started = await startWebhookReceiver({ tls, port });
  closing.push(() => started.close());
  return started;
}
async function send(
  server: WebhookReceiver,
  options: Partial<HttpClientOptions>,
  http = createHttpClient({ timeoutMs: 10_000, ...options }),
) {
  closing.push(() => http.close());
  return http.request({
    method: "POST",
    url: server.url,
    headers: { "content-type": "application/json", authorization: "Token s3cret" },
    body: "{}",
  });
}
async function refusal(attempt: Promise<unknown>): Promise<DeliveryError> {
  const error = await attempt.then(
    () => null,
    (reason: unknown) => reason,
  );
  if (!(error instanceof DeliveryError)) throw new Error(`expected a DeliveryError, got ${String(error)}`);
  return error;
}

describe("without a pin the authorities decide", () => {
  it("and a certificate from one of them is trusted", async () => {
    expect(await send(await receiver(own), { extraAuthorities: [own.cert] })).toMatchObject({ status: 200 });
  });

  const distrusted: [string, () => TestCertificate, (certificate: TestCertificate) => string[], RegExp][] = [
    ["self-signed", () => own, () => [], /self-signed/],
    ["expired", () => expired, (certificate) => [certificate.cert], /expired on/],
    ["made for another name", () => otherName, (certificate) => [certificate.cert], /another name \(recorder\.example\)/],
  ];
  it.each(distrusted)(
    "and a certificate that is %s is shown and refused before a byte is sent",
    async (_name, pick, trusted, words) => {
      const certificate = pick();
      const server = await receiver(certificate);
      const error = await refusal(send(server, { extraAuthorities: trusted(certificate) }));
      expect(error.kind).toBe("misconfigured");
      expect(error.message).toMatch(words);
      expect(error.certificate).toMatchObject({ sha256: certificate.sha256 });
      expect(error.certificate?.validTo).not.toBe("");
      expect(server.requests).toHaveLength(0);
    },
  );
});

describe("with a pin that certificate alone decides", () => {
  it.each([
    ["self-signed", () => own],
    ["expired", () => expired],
    ["made for another name", () => otherName],
  ])("and one that is %s is accepted", async (_name, pick) => {
    const server = await receiver(pick());
    expect(await send(server, { certificateSha256: pick().sha256 })).toMatchObject({ status: 200 });
    expect(await send(server, { certificateSha256: pick().sha256.replaceAll(":", "").toLowerCase() })).toMatchObject({
      status: 200,
    });
  });

  it("and another one is refused before a byte is sent, both fingerprints told, even where an authority would vouch for it", async () => {
    const server = await receiver(own);
    const error = await refusal(send(server, { certificateSha256: expired.sha256, extraAuthorities: [own.cert] }));
    expect(error.kind).toBe("misconfigured");
    expect(error.message).toContain(expired.sha256);
    expect(error.message).toContain(own.sha256);
    expect(error.certificate?.sha256).toBe(own.sha256);
    expect(server.requests).toHaveLength(0);
  });

  it("and a certificate changed while the program runs is noticed on the next connection", async () => {
    const http = createHttpClient({ timeoutMs: 10_000, certificateSha256: own.sha256, connections: 1 });
    const before = await receiver(own);
    await send(before, {}, http);
    await before.close();
    const after = await receiver(otherName, before.port);
    expect((await refusal(send(after, {}, http))).message).toContain(otherName.sha256);
    expect(after.requests).toHaveLength(0);
  });

  it("and an idle connection that the peer closed is replaced, checked anew", async () => {
    const http = createHttpClient({ timeoutMs: 10_000, certificateSha256: own.sha256, connections: 1 });
    const server = await receiver(own);
    await send(server, {}, http);
    server.dropConnections();
    expect(await send(server, {}, http)).toMatchObject({ status: 200 });
    expect(server.connections()).toBe(2);
  });
});

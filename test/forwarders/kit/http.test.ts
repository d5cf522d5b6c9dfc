import { createServer } from "node:http";
import { type AddressInfo, createServer as createTcpServer } from "node:net";
import { afterEach, describe, expect, it } from "vitest";
import { DeliveryError } from "../../../src/main/forwarders/forwarder.ts";
import { createHttpClient, type DestinationHttpClient, type HttpClientOptions } from "../../../src/main/forwarders/kit/http.ts";
import { startWebhookReceiver, type WebhookReceiver } from "../../simulators/webhook-receiver.ts";

const closing: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

async function receiver(): Promise<WebhookReceiver> {
  const started = await startWebhookReceiver();
  closing.push(() => started.close());
  return started;
}
function client(options: Partial<HttpClientOptions> = {}): DestinationHttpClient {
  const made = createHttpClient({ timeoutMs: 10_000, ...options });
  closing.push(() => made.close());
  return made;
}
const post = (url: string) =>
  ({ method: "POST", url, headers: { "Content-Type": "application/json" }, body: '{"a":1}' }) as const;

async function failure(attempt: Promise<unknown>): Promise<DeliveryError> {
  const error = await attempt.then(
    () => null,
    (reason: unknown) => reason,
  );
  if (!(error instanceof DeliveryError)) throw new Error(`expected a DeliveryError, got ${String(error)}`);
  return error;
}

describe("an answer", () => {
  it("is returned whatever its status, with headers and text", async () => {
    const server = await receiver();
    server.behave({ kind: "answer", status: 503, headers: { "retry-after": "7" }, body: "later" });
    expect(await client().request(post(server.url))).toMatchObject({
      status: 503,
      text: "later",
      headers: { "retry-after": "7" },
    });
  });

  it("is cut where it is long, without waiting for its end", async () => {
    const server = await receiver();
    server.behave({ kind: "endless-body" });
    const answer = await client({ maxAnswerBytes: 5000 }).request(post(server.url));
    expect(answer.text).toBe("x".repeat(5000));
  });

  it("is decoded in the charset it names", async () => {
    const server = createServer((_request, response) =>
      response.writeHead(200, { "content-type": "text/plain; charset=iso-8859-1" }).end(Buffer.from("déjà", "latin1")),
    );
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    closing.push(async () => server.close());
    const answer = await client().request({ method: "GET", url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/` });
    expect(answer.text).toBe("déjà");
  });

  it("that redirects is refused, naming the host it points to and not the path", async () => {
    const server = await receiver();
    server.behave({ kind: "answer", status: 302, headers: { location: "https://login.example.com/start?ticket=secret-ticket" } });
    const error = await failure(client().request(post(server.url)));
    expect(error.kind).toBe("misconfigured");
    expect(error.message).toContain("https://login.example.com");
    expect(error.message).not.toContain("ticket");
    expect(server.requests).toHaveLength(1);
  });
});

describe("no answer", () => {
  it("because nothing listens is unreachable, with host and port", async () => {
    const server = await startWebhookReceiver();
    await server.close();
    const error = await failure(client().request(post(server.url)));
    expect(error).toMatchObject({ kind: "unreachable" });
    expect(error.message).toContain(`127.0.0.1:${server.port} refused the connection`);
  });

  it("because the name is not known is unreachable", async () => {
    const error = await failure(client().request(post("http://no-such-host.invalid/hook")));
    expect(error.kind).toBe("unreachable");
    expect(error.message).toContain("no-such-host.invalid");
  });

  it.each([
    ["the peer resets", "reset", "without an answer"],
    ["the answer breaks off", "reset-mid-body", "broke off in the middle"],
    ["the peer speaks no HTTP", "garbage", "not in HTTP"],
  ] as const)("because %s is unreachable", async (_name, kind, words) => {
    const server = await receiver();
    server.behave({ kind });
    const error = await failure(client().request(post(server.url)));
    expect(error.kind).toBe("unreachable");
    expect(error.message).toContain(words);
  });

  it.each(["never-answer", "trickle"] as const)("within the timeout is unreachable (%s)", async (kind) => {
    const server = await receiver();
    server.behave({ kind });
    const error = await failure(client({ timeoutMs: 300 }).request(post(server.url)));
    expect(error.kind).toBe("unreachable");
    expect(error.message).toContain("within 300 ms");
  });

  it("because the caller stopped is the caller's own reason, not a failure of the destination", async () => {
    const server = await receiver();
    server.behave({ kind: "never-answer" });
    const abort = new AbortController();
    const attempt = client().request({ ...post(server.url), signal: abort.signal });
    await server.nextRequest();
    abort.abort(new Error("shutting down"));
    await expect(attempt).rejects.toThrow("shutting down");
  });

  it("because TLS was asked of a plain port is told as such", async () => {
    const server = await receiver();
    const error = await failure(client().request(post(server.url.replace("http:", "https:"))));
    expect(error.kind).toBe("unreachable");
    expect(error.message).toContain("TLS");
  });
});

describe("connections", () => {
  it("are kept and used again", async () => {
    const server = await receiver();
    const http = client({ connections: 1 });
    for (let sent = 0; sent < 5; sent++) await http.request(post(server.url));
    expect(server.connections()).toBe(1);
    expect(server.requests).toHaveLength(5);
  });

  /** Serves the first request of a connection and closes it when the second begins, as a server does whose idle time ran out just then. */
  async function closesOnSecond(answerFirst: string): Promise<{ url: string; begun: () => number }> {
    let begun = 0;
    let connections = 0;
    const server = createTcpServer((socket) => {
      connections += 1;
      const first = connections === 1;
      let served = 0;
      socket.on("error", () => {});
      socket.on("data", () => {
        begun += 1;
        served += 1;
        if (first && served === 2) {
          if (answerFirst) socket.write(answerFirst, () => socket.destroy());
          else socket.destroy();
        } else socket.write("HTTP/1.1 200 OK\r\nContent-Length: 2\r\nConnection: keep-alive\r\n\r\nok");
      });
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    closing.push(async () => server.close());
    return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`, begun: () => begun };
  }

  it("that the peer closed while idle are replaced once, unnoticed", async () => {
    const server = await closesOnSecond("");
    const http = client({ connections: 1 });
    await http.request({ method: "GET", url: server.url });
    expect(await http.request({ method: "GET", url: server.url })).toMatchObject({ status: 200 });
    expect(server.begun()).toBe(3);
  });

  it("that broke off after the answer began are not tried again by themselves", async () => {
    const server = await closesOnSecond("HTTP/1.1 2");
    const http = client({ connections: 1 });
    await http.request({ method: "GET", url: server.url });
    expect((await failure(http.request({ method: "GET", url: server.url }))).kind).toBe("unreachable");
    expect(server.begun()).toBe(2);
  });

  it("that were opened for the request are not replaced: one attempt reaches the peer", async () => {
    const server = await receiver();
    server.behave({ kind: "reset" });
    await failure(client().request(post(server.url)));
    expect(server.requests).toHaveLength(1);
  });
});

describe("addresses that nothing is sent to", () => {
  it.each([
    "http://169.254.169.254/latest/meta-data/",
    "http://[fe80::1]/",
    "http://[fd00:ec2::254]/",
    "http://[::ffff:169.254.169.254]/",
    "http://[64:ff9b::a9fe:a9fe]/",
    "http://2852039166/",
    "http://0xa9.0xfe.0xa9.0xfe/",
    "http://metadata.google.internal/",
    "http://METADATA.google.internal./",
    "ftp://127.0.0.1/",
    "/hook",
  ])("%s", async (url) => {
    expect((await failure(client().request(post(url)))).kind).toBe("misconfigured");
  });
});

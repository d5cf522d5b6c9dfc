import { type AddressInfo, createServer } from "node:net";
import { describe, expect, it, onTestFinished } from "vitest";
import type { ReceiverStatus } from "../../src/shared/status.ts";
import { handClock } from "./hand-clock.ts";
import { accepted, asJson, exchange, json, receiverPerTest, request } from "./harness.ts";

const { start } = receiverPerTest();

describe("what a browser sees", () => {
  it("is the request to send a POST, without a word about the software", async () => {
    const { url } = await start();
    const response = await fetch(url);
    expect(await response.text()).toBe("Send a POST request instead.");
    expect(response.status).toBe(200);
    expect(response.headers.get("x-powered-by")).toBeNull();
  });

  it("is the health of receiver, store and queue, 503 when something is wrong", async () => {
    let ok = true;
    const { url, port } = await start({ health: () => ({ ok, store: { ok }, queue: { waiting: 3 } }) });
    const well = await fetch(`${url}health`);
    expect(well.status).toBe(200);
    expect(await well.json()).toEqual({
      receiver: { state: "listening", port, tls: false },
      store: { ok: true },
      queue: { waiting: 3 },
    });
    ok = false;
    expect((await fetch(`${url}health`)).status).toBe(503);
  });

  it.each([
    ["PUT", "", "GET, HEAD, POST"],
    ["DELETE", "health", "GET, HEAD, POST"],
    ["GET", "webhook", "POST"],
    ["OPTIONS", "webhook", "POST"],
  ])("is 405 with Allow for %s /%s", async (method, path, allow) => {
    const { url } = await start();
    const response = await fetch(url + path, { method });
    expect({ status: response.status, allow: response.headers.get("allow") }).toEqual({ status: 405, allow });
  });
});

describe("a port that is taken", () => {
  async function taken() {
    const server = createServer().listen(0, "127.0.0.1");
    await new Promise((resolve) => server.once("listening", resolve));
    const free = () => new Promise((resolve) => server.close(resolve));
    onTestFinished(async () => void (await free()));
    return { port: (server.address() as AddressInfo).port, free };
  }

  it("is told with what holds it, and is taken over by itself once it is free", async () => {
    const { port, free } = await taken();
    const clock = handClock();
    const { receiver, post } = await start({ settings: { port }, clock });
    const { state, problem, urls } = receiver.status();
    expect({ state, urls }).toEqual({ state: "failed", urls: [] });
    expect(problem).toContain(`Port ${port} is taken by `);
    if (process.platform === "linux") expect(problem).toContain(`(process ${process.pid})`);

    const states: string[] = [];
    receiver.onStatus((status) => states.push(status.state));
    clock.fire(10_000);
    await expect.poll(() => states.length).toBeGreaterThan(1);
    expect(receiver.status().problem).toBe(problem);

    await free();
    const listening = new Promise<ReceiverStatus>((resolve) => {
      receiver.onStatus((status) => status.state === "listening" && resolve(status));
    });
    clock.fire(10_000);
    expect(await listening).toMatchObject({ port, problem: null, urls: [`http://127.0.0.1:${port}/`] });
    expect((await post(json, asJson)).status).toBe(200);
  });

  it("is not tried again after a stop", async () => {
    const { port, free } = await taken();
    const clock = handClock();
    const { receiver } = await start({ settings: { port }, clock });
    await receiver.stop();
    await free();
    clock.fire(10_000);
    expect(receiver.status()).toMatchObject({ state: "stopped", problem: null });
    await expect(fetch(`http://127.0.0.1:${port}/`)).rejects.toThrow();
  });

  it("is told in words where the address is not this machine's", async () => {
    const { receiver } = await start({ settings: { host: "192.0.2.1" }, clock: handClock() });
    expect(receiver.status().problem).toBe(
      "This machine has no address 192.0.2.1. Choose 0.0.0.0 to listen on all of its addresses, or one that it has.",
    );
  });
});

describe("a stop", () => {
  it("answers what the store has begun to keep, and then nothing listens any more", async () => {
    let keep: () => void = () => {};
    const kept = new Promise<void>((resolve) => {
      keep = resolve;
    });
    let begun = false;
    const { receiver, post, url } = await start({
      accept: async () => {
        begun = true;
        await kept;
        return accepted(1);
      },
    });
    const answered = post(json, asJson);
    await expect.poll(() => begun).toBe(true);
    const stopped = receiver.stop();
    keep();
    const { status, headers } = await answered;
    expect({ status, connection: headers.get("connection") }).toEqual({ status: 200, connection: "close" });
    await stopped;
    expect(receiver.status().state).toBe("stopped");
    await expect(fetch(url)).rejects.toThrow();
  });

  it("cuts a body that does not come to its end, and stores nothing of it", async () => {
    const clock = handClock();
    const { receiver, port, events } = await start({ clock });
    const cut = exchange(port, [request({ ...asJson, "Content-Length": "100000" }, json)]);
    const idle = exchange(port, ["POST / HTTP/1.1\r\n"]);
    await expect.poll(async () => (await fetch(`http://127.0.0.1:${port}/`)).status).toBe(200);
    const stopped = receiver.stop();
    let gone = 0;
    for (const connection of [cut, idle]) void connection.then(() => (gone += 1));
    const goneAfterGrace = () => {
      clock.fire(3000);
      return gone;
    };
    await expect.poll(goneAfterGrace).toBe(2);
    await stopped;
    expect(events).toEqual([]);
  });

  it("can be followed by a start, as often as one likes", async () => {
    const { receiver } = await start();
    for (let round = 0; round < 3; round += 1) {
      await receiver.restart();
      const [url] = receiver.status().urls;
      expect((await fetch(url ?? "")).status).toBe(200);
    }
    await Promise.all([receiver.stop(), receiver.start(), receiver.stop()]);
    expect(receiver.status().state).toBe("stopped");
  });
});

import { createServer, type Server } from "node:http";
import type { AddressInfo, Socket } from "node:net";
import { describe, expect, it, onTestFinished } from "vitest";
import { isReached } from "../../src/main/receiver/is-reached.ts";
import { postWebhook } from "../../src/main/send/post-webhook.ts";
import { sampleRecognition } from "../../src/shared/sample-recognition.ts";
import { eventually, startCore } from "./core-under-test.ts";

const rules = {
  cameras: [],
  minScore: 0,
  regions: [],
  vehicleTypes: [],
  directionFrom: null,
  directionTo: null,
  requirePlate: false,
};
const recognition = (plate: string) => sampleRecognition({ plate, camera: "gate", timestamp: new Date() });

/** A destination that takes everything, and knows over which connection each came. */
async function countingDestination() {
  const connections = new Set<Socket>();
  const taken: Socket[] = [];
  const server: Server = createServer((request, response) => {
    taken.push(request.socket);
    request.resume().on("end", () => response.end("ok"));
  });
  server.on("connection", (socket) => connections.add(socket));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return { connections, taken, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/` };
}

describe("after the computer slept", () => {
  it("connections from before are not used any more, and what waits is sent over new ones", async () => {
    const running = await startCore();
    onTestFinished(() => running.remove());
    const destination = await countingDestination();
    const settings = { url: destination.url };
    const draft = { id: null, name: "Front desk", forwarder: "webhook", enabled: true, settings, cameras: {}, rules };
    await running.core.console.saveDestination(draft);

    for (const plate of ["A1", "A2"]) {
      await postWebhook({ url: running.receiverUrl(), recognition: recognition(plate) });
      expect(await eventually(() => destination.taken.length >= Number(plate[1]))).toBe(true);
    }
    const before = destination.connections.size;
    expect(before).toBe(1);
    await running.core.afterSleep();
    await postWebhook({ url: running.receiverUrl(), recognition: recognition("B3") });
    expect(await eventually(() => destination.taken.length >= 3)).toBe(true);
    expect(destination.connections.size).toBe(2);
    expect(destination.taken[2]).not.toBe(destination.taken[0]);
  });

  it("addresses are looked at anew, and the receiver that is reached stays as it is", async () => {
    const running = await startCore();
    onTestFinished(() => running.remove());
    const told: number[] = [];
    const undo = running.core.onStatus((status) => told.push(status.receiver.port));
    const { port } = running.core.status().receiver;
    await running.core.afterSleep();
    await eventually(() => told.length > 0);
    expect(new Set(told)).toEqual(new Set([port]));
    undo();
  });
});

describe("our own listening socket", () => {
  it("is reached while it listens, under all addresses too, and not when it is gone", async () => {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, "0.0.0.0", resolve));
    const { port } = server.address() as AddressInfo;
    expect(await isReached("0.0.0.0", port)).toBe(true);
    expect(await isReached("127.0.0.1", port)).toBe(true);
    await new Promise((resolve) => server.close(resolve));
    expect(await isReached("0.0.0.0", port)).toBe(false);
  });
});

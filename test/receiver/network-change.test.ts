import { execFileSync } from "node:child_process";
import { describe, expect, it, onTestFinished } from "vitest";
import { handClock } from "../desktop/hand-clock.ts";
import { freePort, json, startReceiver } from "./harness.ts";

const asJson = { "content-type": "application/json" };

/** An address that this machine can be given and lose, where whoever runs the tests may do that. */
const movable = "10.231.7.9";
function ipAddress(what: "add" | "del"): boolean {
  try {
    execFileSync("ip", ["addr", what, `${movable}/32`, "dev", "lo"], { stdio: "ignore" });
    return true;
  } catch {
    return false;
  }
}
const canMoveAddresses = process.platform === "linux" && ipAddress("add") && ipAddress("del");

async function start(...options: Parameters<typeof startReceiver>) {
  const running = await startReceiver(...options);
  onTestFinished(() => running.receiver.stop());
  return running;
}

describe("a receiver whose network changed", () => {
  it("listens anew on the same port where it is not reached any more, and takes webhooks again", async () => {
    const port = await freePort();
    let reached = true;
    const { receiver, post, logged } = await start({ settings: { port }, isReached: async () => reached });
    const states: string[] = [];
    receiver.onStatus(({ state }) => states.push(state));
    await receiver.recheck();
    expect(states).toEqual(["listening"]);
    reached = false;
    await receiver.recheck();
    expect(states).toEqual(["listening", "stopped", "starting", "listening", "listening"]);
    expect(receiver.status().port).toBe(port);
    expect((await post(json, asJson)).status).toBe(200);
    expect(logged.join("\n")).toContain("listens anew");
  });

  it.skipIf(!canMoveAddresses)("says that its address is away, and listens again when it comes back", async () => {
    const { clock, pass } = handClock();
    ipAddress("add");
    onTestFinished(() => void ipAddress("del"));
    const { receiver } = await start({ settings: { host: movable }, clock });
    expect(receiver.status().state).toBe("listening");
    ipAddress("del");
    await receiver.recheck();
    expect(receiver.status()).toMatchObject({ state: "failed", problem: expect.stringContaining(movable) });
    ipAddress("add");
    pass(10_000);
    await expect.poll(() => receiver.status().state).toBe("listening");
    const url = `http://${movable}:${receiver.status().port}/`;
    expect((await fetch(url, { method: "POST", body: json, headers: asJson })).status).toBe(200);
  });

  it("is not opened by it where it was stopped", async () => {
    const { receiver } = await start({ isReached: async () => false });
    await receiver.stop();
    await receiver.recheck();
    expect(receiver.status().state).toBe("stopped");
  });
});

import { afterEach, beforeEach, expect, it } from "vitest";
import { postWebhook } from "../../src/main/send/post-webhook.ts";
import { sampleRecognition } from "../../src/shared/sample-recognition.ts";
import { type NxSimulator, nxCamera, startNxWitness } from "../simulators/nx-witness.ts";
import { type CoreUnderTest, eventually, startCore } from "./core-under-test.ts";

const account = { username: "lpr", password: "secret-word" };
let under: CoreUnderTest;
let nx: NxSimulator;
beforeEach(async () => {
  under = await startCore();
  nx = await startNxWitness(account);
});
afterEach(async () => {
  await under.remove();
  await nx.close();
});

it("a forwarder is told that an earlier attempt may have arrived, so that Nx gets one bookmark although its answer was lost", async () => {
  await under.core.console.saveDestination({
    ...{ id: null, name: "Nx", forwarder: "nx-witness", enabled: true, rules: {} },
    settings: { url: nx.origin, ...account, api: "v3" },
    cameras: { gate: nxCamera },
  });
  const chip = () => under.core.console.feed({ limit: 1 })[0]?.chips[0];
  const post = async (plate: string) => {
    const recognition = sampleRecognition({ plate, camera: "gate", timestamp: new Date() });
    expect((await postWebhook({ url: under.receiverUrl(), recognition, image: null })).status).toBe(200);
  };
  await post("first1");
  await eventually(() => chip()?.status === "delivered");
  nx.failing.reset();
  await post("lost22");
  const waiting = await eventually(() => {
    const now = chip();
    return now?.status === "pending" && now.attempts === 1 ? now : undefined;
  });
  nx.failing.recover();
  await under.core.console.retryDeliveries({ ids: waiting ? [waiting.deliveryId] : [] });
  await eventually(() => chip()?.status === "delivered");
  expect(nx.bookmarks.map(({ bookmark }) => bookmark.name)).toEqual(["FIRST1", "LOST22"]);
  expect(under.core.console.feed({ limit: 1 })[0]?.chips[0]?.attempts).toBe(2);
});

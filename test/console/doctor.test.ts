import { createServer } from "node:http";
import { afterEach, beforeEach, expect, it } from "vitest";
import { consoleRouter } from "../../src/main/console/router.ts";
import { postWebhook } from "../../src/main/send/post-webhook.ts";
import type { DoctorCheck, Hop } from "../../src/shared/doctor.ts";
import { sampleRecognition } from "../../src/shared/sample-recognition.ts";
import { type CoreUnderTest, eventually, startCore } from "../core/core-under-test.ts";

let under: CoreUnderTest;
beforeEach(async () => {
  under = await startCore();
});
afterEach(() => under.remove());

const caller = () => consoleRouter.createCaller({ backend: under.core.console });

async function check<H extends Hop>(name: H) {
  const { checks } = await caller().doctor();
  const found = checks.find((one): one is Extract<DoctorCheck, { hop: H }> => one.hop === name);
  if (!found) throw new Error(`There is no check of ${name}.`);
  return found;
}

const post = (token?: string) => {
  const recognition = sampleRecognition({ plate: "abc123", camera: "gate", timestamp: new Date() });
  return postWebhook({ url: under.receiverUrl(), recognition, ...(token === undefined ? {} : { token }) });
};

it("the doctor tells, before anything came, that it listens, where, and that nobody has posted", async () => {
  expect(await check("listener")).toMatchObject({ level: "ok", receiver: { state: "listening", host: "127.0.0.1" } });
  expect(await check("addresses")).toMatchObject({
    level: "attention",
    addresses: [{ url: under.receiverUrl(), kind: "loopback" }],
  });
  expect(await check("contact")).toMatchObject({ level: "unknown", contacts: [], silent: [] });
  expect(await check("destinations")).toMatchObject({ level: "unknown", count: 0 });
  const { checks, checkedAt } = await caller().doctorAgain();
  expect(checks.map((one) => one.hop)).toContain("firewall");
  expect(Math.abs(Date.now() - checkedAt)).toBeLessThan(60_000);
});

it("the doctor tells whose token is refused, who posts, and by which clock, but does not count our own test plate", async () => {
  const call = caller();
  const { token } = await call.saveSource({ id: null, name: "Yard", enabled: true, token: "generate" });
  await call.saveSource({ id: null, name: "Gate", enabled: true, token: "generate" });
  const { sources: _, ...receiver } = (await call.settings()).receiver;
  await call.saveReceiver({ ...receiver, requireToken: true });
  await call.sendTestPlate();
  expect(await check("contact")).toMatchObject({ level: "unknown", contacts: [] });

  expect((await post("a wrong one")).status).toBe(401);
  expect(await check("tokens")).toMatchObject({
    level: "broken",
    required: true,
    refusals: [{ address: "127.0.0.1", count: 1 }],
  });
  expect((await post(token ?? "")).status).toBe(200);
  expect(await check("tokens")).toMatchObject({ level: "ok" });
  expect(await check("contact")).toMatchObject({
    ...{ level: "attention", silent: ["Gate"] },
    contacts: [{ source: "Yard", address: "127.0.0.1", webhooks: 1 }],
  });
  expect(await check("clocks")).toMatchObject({ level: "ok", cameras: [{ camera: "gate" }] });
  expect(JSON.stringify(await call.doctor())).not.toContain(token);
});

it("the doctor names the program that holds the port", async () => {
  const other = createServer();
  await new Promise<void>((resolve) => other.listen(0, "127.0.0.1", resolve));
  const address = other.address();
  const port = address !== null && typeof address === "object" ? address.port : 0;
  const call = caller();
  const { sources: _, ...receiver } = (await call.settings()).receiver;
  await call.saveReceiver({ ...receiver, port });
  await eventually(() => under.core.status().receiver.state === "failed");
  expect(await check("listener")).toMatchObject({ level: "broken", receiver: { state: "failed", port } });
  expect(await check("port")).toMatchObject({ ours: false, port });
  if (process.platform === "linux") expect(await check("port")).toMatchObject({ level: "broken", holder: { pid: process.pid } });
  await new Promise((resolve) => other.close(resolve));
});

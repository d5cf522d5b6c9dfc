import { afterEach, beforeEach, expect, it } from "vitest";
import { postWebhook } from "../../src/main/send/post-webhook.ts";
import { slotMs } from "../../src/shared/overview.ts";
import { sampleRecognition } from "../../src/shared/sample-recognition.ts";
import { type CoreUnderTest, eventually, startCore, startDestination } from "./core-under-test.ts";

let under: CoreUnderTest;
let destination: Awaited<ReturnType<typeof startDestination>>;

beforeEach(async () => {
  under = await startCore();
  destination = await startDestination();
});
afterEach(async () => {
  await under.remove();
  await destination.close();
});

const draft = (url: string) => ({
  ...{ id: null, name: "Front desk", forwarder: "webhook", enabled: true, settings: { url }, cameras: {}, rules: {} },
});

async function post(camera: string): Promise<void> {
  const recognition = sampleRecognition({ plate: "ABC123", camera, timestamp: new Date() });
  await postWebhook({ url: under.receiverUrl(), recognition, image: Buffer.from([0xff, 0xd8, 0xff, 0xd9]) });
}

function lastTwoHours(): number[] {
  const end = (Math.floor(Date.now() / slotMs) + 1) * slotMs;
  return [end - 8 * slotMs, end - 4 * slotMs, end];
}

it("sums up reads per camera and how each destination did, also after a restart", async () => {
  const { id } = await under.core.console.saveDestination(draft(destination.url));
  for (const camera of ["yard", "gate", "gate"]) await post(camera);
  const waiting = () => under.core.console.ledger()[0]?.counts.delivered === 3;
  expect(await eventually(waiting)).toBe(true);
  await under.restart();
  const { slots, cameras, destinations, disk, incomplete } = await under.core.console.overview({
    ...{ edges: lastTwoHours(), camera: null },
  });
  expect(slots).toHaveLength(8);
  expect(slots.reduce((sum, reads) => sum + reads)).toBe(3);
  expect(cameras).toEqual([
    { camera: "gate", reads: 2 },
    { camera: "yard", reads: 1 },
  ]);
  expect(destinations).toMatchObject([{ destinationId: id, whole: { delivered: 3, failed: 0 } }]);
  expect(destinations[0]?.points).toHaveLength(2);
  expect(destinations[0]?.whole.p95Ms).toBeGreaterThan(0);
  expect(disk).toMatchObject({ events: 3, perDay: null, retention: { days: 90 } });
  expect(incomplete).toBe(false);
});

it("counts one camera's reads where one is asked for, and still names all of them", async () => {
  for (const camera of ["yard", "gate", "gate"]) await post(camera);
  const { slots, cameras } = await under.core.console.overview({ edges: lastTwoHours(), camera: "yard" });
  expect(slots.reduce((sum, reads) => sum + reads)).toBe(1);
  expect(cameras.map(({ camera }) => camera)).toEqual(["gate", "yard"]);
});

it("counts a refused try as failed, and keeps what was tried at a destination that is gone", async () => {
  destination.answer.status = 422;
  const { id } = await under.core.console.saveDestination(draft(destination.url));
  await post("gate");
  expect(await eventually(() => under.core.console.ledger()[0]?.counts.failed === 1)).toBe(true);
  await under.core.console.deleteDestination(id);
  const { destinations } = await under.core.console.overview({ edges: lastTwoHours(), camera: null });
  expect(destinations).toMatchObject([{ destinationId: id, whole: { delivered: 0, failed: 1, medianMs: null } }]);
});

import { join } from "node:path";
import { afterEach, expect, it } from "vitest";
import { databaseName } from "../../src/main/store/data-folder.ts";
import { openDatabase } from "../../src/main/store/database.ts";
import type { LiveMessage } from "../../src/shared/feed.ts";
import { Settings } from "../../src/shared/settings.ts";
import { multipart, multipartType } from "../receiver/harness.ts";
import { type CoreUnderTest, eventually, startCore, startDestination } from "./core-under-test.ts";

let running: CoreUnderTest | null = null;
const closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  await running?.remove();
  running = null;
  for (const close of closing.splice(0)) await close();
});

async function start() {
  running = await startCore();
  return running;
}

async function post(
  under: CoreUnderTest,
  body: string | Uint8Array<ArrayBuffer>,
  headers: Record<string, string>,
): Promise<number> {
  const answer = await fetch(under.receiverUrl(), { method: "POST", body, headers });
  return ((await answer.json()) as { id: number }).id;
}

const asJson = { "Content-Type": "application/json" };

it("tells of a webhook how it came, what is kept, and that the parser understands it", async () => {
  const under = await start();
  const json = JSON.stringify({ hook: { event: "recognition" }, data: { camera_id: "gate", results: [{ plate: "ab1" }] } });
  const body = multipart([
    ['Content-Disposition: form-data; name="json"', json],
    ['Content-Disposition: form-data; name="upload"; filename="a.jpg"', Buffer.from("no image")],
  ]);
  const headers = { ...multipartType, Authorization: "Token a-secret-of-the-gate" };
  const eventId = await post(under, new Uint8Array(body), headers);
  // How it came is noted after the answer.
  await expect.poll(async () => (await under.core.console.inspect(eventId))?.arrival).toBeTruthy();
  const inspection = await under.core.console.inspect(eventId);
  expect(inspection).toMatchObject({
    event: { id: eventId, kind: "recognition" },
    arrival: { method: "POST", bodyBytes: body.length, parts: [{ name: "json" }, { name: "upload", size: 8 }] },
    body: { size: json.length, kept: "json" },
    fault: null,
    now: { outcome: "unchanged", reads: 1 },
  });
  expect(JSON.stringify(inspection)).not.toContain("a-secret");
  const slice = under.core.console.bodySlice({ eventId, offset: 2, length: 4 });
  expect(slice).toEqual({ offset: 2, total: json.length, base64: Buffer.from("hook").toString("base64") });
  expect(await under.core.console.inspect(eventId + 1)).toBeNull();
  expect(under.core.console.bodySlice({ eventId: eventId + 1, offset: 0, length: 4 })).toBeNull();
});

it.each([
  ['{"data": {\n  "résults": [1,\n  oops]}}', { line: 3, column: 3, byte: 31, path: null, at: "oops" }],
  [
    '{"hook": {"event": "recognition"}, "data": {"results": 7}}',
    { line: 1, column: 56, byte: 55, path: "data.results", at: "7" },
  ],
  ['{"hook": {"event": "recognition"}, "data": ["x"]}', { line: 1, column: 44, path: "data", at: "[" }],
  ['\ufeff{"data": {"results": [', { line: 1, column: 23, byte: 25, path: null, at: "" }],
])("tells of a quarantined webhook the place where the parser stumbles: %s", async (text, place) => {
  const under = await start();
  const eventId = await post(under, text, asJson);
  const inspection = await under.core.console.inspect(eventId);
  expect(inspection?.fault).toMatchObject(place);
  expect(inspection?.fault?.reason).toBe(inspection?.event.reason);
  expect(inspection?.now).toMatchObject({ outcome: "quarantined", reads: 0 });
});

it("tells no place where the body holds no JSON, and keeps that body whole", async () => {
  const under = await start();
  const body = multipart([['Content-Disposition: form-data; name="note"', "no json"]]);
  const eventId = await post(under, new Uint8Array(body), multipartType);
  expect(await under.core.console.inspect(eventId)).toMatchObject({
    event: { kind: "quarantined" },
    body: { size: body.length, kept: "whole" },
    fault: null,
    now: { outcome: "quarantined", reason: "the multipart body has no part named json" },
  });
});

/** Quarantined by an older parser: its reason is in the store, and the body is one that the parser of today understands. */
async function quarantinedLongAgo(under: CoreUnderTest, plates: readonly string[]): Promise<number[]> {
  const ids: number[] = [];
  for (const plate of plates) {
    ids.push(
      await post(
        under,
        JSON.stringify({ hook: { event: "recognition" }, data: { camera_id: "gate", results: [{ plate }] } }),
        asJson,
      ),
    );
  }
  await under.restart(() => forget(under.dataDir, ids));
  return ids;
}

function forget(dataDir: string, ids: readonly number[]): void {
  const database = openDatabase(join(dataDir, databaseName), "write");
  for (const id of ids) {
    database.statement("DELETE FROM reads WHERE event_id = ?").run(id);
    database
      .statement(
        "UPDATE events SET kind = 'quarantined', reason = 'an older parser''s reason', camera = '', read_count = 0 WHERE id = ?",
      )
      .run(id);
  }
  database.close();
}

async function withDestination(under: CoreUnderTest) {
  const destination = await startDestination();
  closing.push(destination.close);
  const shape = { id: "desk", name: "Desk", forwarder: "webhook", settings: { url: destination.url } };
  const { destinations } = Settings.parse({ destinations: [shape] });
  under.settings.set({ ...under.settings.get(), destinations });
  return destination;
}

it("reads a quarantined webhook again: its reads appear, live and counted, and go where the operator chose, once", async () => {
  const under = await start();
  const [eventId = 0] = await quarantinedLongAgo(under, ["ab1"]);
  const destination = await withDestination(under);
  expect(under.core.status().today).toMatchObject({ reads: 0, quarantined: 1 });
  const heard: LiveMessage[] = [];
  const stop = new AbortController();
  const listening = (async () => {
    for await (const message of under.core.console.live(stop.signal)) heard.push(message);
  })();
  expect(await under.core.console.inspect(eventId)).toMatchObject({ now: { outcome: "understood", added: 1 } });
  const report = await under.core.console.rereadEvent({ eventId, destinationIds: ["desk"] });
  expect(report).toMatchObject({ outcome: "understood", reads: 1, added: 1, deliveries: 1 });
  expect(await eventually(() => destination.bodies[0])).toContain("ab1");
  expect(under.core.status().today).toMatchObject({ reads: 1, quarantined: 0 });
  expect(heard).toContainEqual(expect.objectContaining({ type: "again" }));
  const again = await under.core.console.rereadEvent({ eventId, destinationIds: ["desk"] });
  expect(again).toMatchObject({ outcome: "unchanged", deliveries: 0 });
  expect(under.core.console.ledger()).toMatchObject([{ accepted: 1, balanced: true }]);
  stop.abort();
  await listening;
});

it("reads all quarantined webhooks of a time range again, step by step, after a preview that changes nothing", async () => {
  const under = await start();
  const plates = Array.from({ length: 30 }, (_, index) => `ab${index}`);
  const ids = await quarantinedLongAgo(under, plates);
  await post(under, "{broken", asJson);
  await withDestination(under);
  const { console } = under.core;
  expect(console.countQuarantined({})).toEqual({ count: 31 });
  const rows = await console.quarantined({ limit: 2 });
  expect(rows.map(({ now }) => now.outcome)).toEqual(["quarantined", "understood"]);
  const order = { destinationIds: [], preview: true };
  const first = await console.rereadQuarantined({ ...order, afterId: 0 });
  expect(first).toEqual({ looked: 25, understood: 25, reads: 25, deliveries: 0, next: ids[24] });
  const rest = await console.rereadQuarantined({ ...order, afterId: first.next ?? 0 });
  expect(rest).toEqual({ looked: 6, understood: 5, reads: 5, deliveries: 0, next: null });
  expect(console.countQuarantined({})).toEqual({ count: 31 });

  const done = { destinationIds: ["desk"], preview: false };
  let owed = 0;
  for (let afterId: number | null = 0; afterId !== null; ) {
    const step = await console.rereadQuarantined({ ...done, afterId });
    owed += step.deliveries;
    afterId = step.next;
  }
  expect(owed).toBe(30);
  expect(console.countQuarantined({})).toEqual({ count: 1 });
  expect(console.countQuarantined({ since: Date.now() + 60_000 })).toEqual({ count: 0 });
  await expect(console.rereadQuarantined({ ...done, destinationIds: ["gone"], afterId: 0 })).rejects.toThrow(
    /does not exist any more/,
  );
});

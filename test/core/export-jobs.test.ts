import { afterEach, expect, it } from "vitest";
import { type CoreUnderTest, eventually, startCore } from "./core-under-test.ts";

let running: CoreUnderTest | null = null;
afterEach(async () => {
  await running?.remove();
  running = null;
});

async function withReads(count: number): Promise<CoreUnderTest> {
  running = await startCore();
  for (let number = 0; number < count; number += 1) {
    const json = {
      hook: { event: "recognition" },
      data: { camera_id: number % 2 ? "gate" : "yard", results: [{ plate: `ab${number}` }] },
    };
    const headers = { "content-type": "application/json" };
    const answer = await fetch(running.receiverUrl(), { method: "POST", body: JSON.stringify(json), headers });
    expect(answer.status).toBe(200);
  }
  return running;
}

const csv = { format: "csv", excel: false } as const;

it("exports what the filter shows, once, and tells how far it is", async () => {
  const { core } = await withReads(5);
  const { id } = core.console.startExport({ filter: { cameras: ["yard"] }, ...csv });
  expect(core.console.exportProgress(id)).toMatchObject({ state: "waiting", rows: 0, bytes: 0 });
  expect(await eventually(() => core.console.exportProgress(id).total)).toEqual({ reads: 3, exact: true });
  const file = await core.file(`export/${id}`);
  expect(file).toMatchObject({
    contentType: "text/csv; charset=utf-8",
    name: expect.stringMatching(/^plates-\d{4}-\d\d-\d\d\.csv$/),
  });
  expect(await core.file(`export/${id}`)).toBeNull();
  const pieces: Uint8Array[] = [];
  for await (const piece of file?.chunks ?? []) pieces.push(piece);
  const text = Buffer.concat(pieces).toString();
  expect(text.trim().split("\n")).toHaveLength(4);
  expect(text).not.toContain("gate");
  expect(core.console.exportProgress(id)).toMatchObject({ state: "done", rows: 3, bytes: Buffer.byteLength(text) });
});

it("can be cancelled before and while it is fetched, and ends when the one who fetches goes away", async () => {
  const { core } = await withReads(2);
  const { console: backend } = core;
  const before = backend.startExport({ filter: {}, ...csv }).id;
  backend.cancelExport(before);
  expect(backend.exportProgress(before).state).toBe("cancelled");
  expect(await core.file(`export/${before}`)).toBeNull();

  const during = backend.startExport({ filter: {}, ...csv }).id;
  const chunks = (await core.file(`export/${during}`))?.chunks[Symbol.asyncIterator]();
  await chunks?.next();
  expect(backend.exportProgress(during).state).toBe("running");
  backend.cancelExport(during);
  await expect(chunks?.next()).rejects.toThrow(/abort/i);
  expect(backend.exportProgress(during).state).toBe("cancelled");

  const left = backend.startExport({ filter: {}, ...csv }).id;
  const taken = (await core.file(`export/${left}`))?.chunks[Symbol.asyncIterator]();
  await taken?.next();
  await taken?.return?.();
  expect(backend.exportProgress(left).state).toBe("cancelled");
  expect(() => backend.exportProgress("unknown")).toThrow("This export is not known any more.");
});

it("tells of one read what an evidence sheet needs: hashes of what is on the disk, deliveries, version", async () => {
  const { core } = await withReads(1);
  const evidence = await core.console.evidence(1);
  expect(evidence).toMatchObject({ read: { plate: "ab0" }, event: { id: 1 }, deliveries: [], version: "0.0.0-test" });
  const inspection = await core.console.inspect(1);
  expect(evidence?.bodySha256).toBe(inspection?.body?.sha256);
  expect(await core.console.evidence(99)).toBeNull();
});

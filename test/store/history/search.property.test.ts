import { join } from "node:path";
import fc from "fast-check";
import { expect, it, vi } from "vitest";
import { silentLog } from "../../../src/main/log.ts";
import { databaseName } from "../../../src/main/store/data-folder.ts";
import { openDatabase } from "../../../src/main/store/database.ts";
import { openStoreReadOnly, type ReadOnlyStore } from "../../../src/main/store/open-read-only.ts";
import { openStore } from "../../../src/main/store/open-store.ts";
import type { Store } from "../../../src/main/store/store.ts";
import { type DeliveryStatus, deliveryStatuses } from "../../../src/shared/delivery.ts";
import { HistoryFilter } from "../../../src/shared/history-filter.ts";
import { recordedPhrase } from "../../../src/shared/phrases/phrase.ts";
import type { PlateRead, ReadDraft } from "../../../src/shared/plate-read.ts";
import { draft, type HandClock, handClock, pending, temporaryFolder, webhook } from "../store-kit.ts";
import { holds, type World } from "./naive.ts";

const minute = 60_000;
const characters = fc.constantFrom(..."0OQ1I8B5SAZ".split(""), "-", " ", "[", "]", "^", ".", "О", "粤");
const plates = fc.option(fc.array(characters, { minLength: 1, maxLength: 7 }).map((all) => all.join("")));
const word = (...words: string[]) => fc.option(fc.constantFrom(...words));
const share = fc.integer({ min: 0, max: 10 }).map((tenths) => tenths / 10);
/** In halves, which a Float32 holds exactly. */
const degrees = fc.integer({ min: 0, max: 8 }).map((eighths) => eighths * 44.5);

const drafts: fc.Arbitrary<Partial<ReadDraft>> = fc.record({
  plate: plates,
  score: fc.option(share),
  make: word("Fiat", "fiat", "BMW"),
  model: word("Panda", "X5"),
  color: word("red", "white", "black"),
  vehicleType: word("Sedan", "Truck"),
  region: word("us", "us-ca", "us-tx", "usa"),
  direction: fc.option(degrees),
});
interface Incoming {
  at: number;
  camera: string;
  reads: Partial<ReadDraft>[];
  sent: { destinationId: string; readIndex: number | null; status: "pending" | "filtered" | "skipped" }[];
}
const events: fc.Arbitrary<Incoming[]> = fc.array(
  fc.record({
    at: fc.integer({ min: 0, max: 50 }),
    camera: fc.constantFrom("", "gate", "yard", "Yard"),
    reads: fc.array(drafts, { minLength: 0, maxLength: 3 }),
    sent: fc.array(
      fc.record({
        destinationId: fc.constantFrom("vms", "desk"),
        readIndex: fc.option(fc.constant(0)),
        status: fc.constantFrom("pending" as const, "filtered" as const, "skipped" as const),
      }),
      { maxLength: 2 },
    ),
  }),
  { minLength: 1, maxLength: 60, size: "max" },
);

const asked = fc.array(fc.oneof(characters, fc.constantFrom("?", "*")), { minLength: 1, maxLength: 4 });
const some = (...words: string[]) => fc.uniqueArray(fc.constantFrom(...words), { maxLength: 2 });
const filters: fc.Arbitrary<HistoryFilter> = fc
  .record(
    {
      plate: asked.map((all) => all.join("")),
      whole: fc.boolean(),
      alike: fc.boolean(),
      withPlate: fc.boolean(),
      cameras: some("", "gate", "yard", "none"),
      since: fc.integer({ min: -1, max: 50 }).map((n) => n * minute),
      until: fc.integer({ min: 0, max: 51 }).map((n) => n * minute),
      minScore: share,
      maxScore: share,
      makes: some("", "FIAT", "BMW"),
      models: some("", "panda"),
      colors: some("", "Red", "pink"),
      vehicleTypes: some("", "truck"),
      regions: some("", "us", "us-tx"),
      direction: fc.record({ from: degrees, to: degrees }),
      lists: some("staff", "blocked", "nobody"),
      unlisted: fc.boolean(),
      destinationId: fc.constantFrom("vms", "desk", "nowhere"),
      deliveries: fc.uniqueArray(fc.constantFrom(...deliveryStatuses), { maxLength: 3 }) as fc.Arbitrary<DeliveryStatus[]>,
    },
    { requiredKeys: [] },
  )
  .filter((filter) => HistoryFilter.safeParse(filter).success);
/** Few conditions at a time, or nothing would ever match. */
const fewAtOnce = fc
  .tuple(filters, fc.shuffledSubarray(Object.keys(HistoryFilter.shape), { minLength: 1, maxLength: 3 }))
  .map(([filter, keys]) => Object.fromEntries(keys.map((key) => [key, filter[key as keyof HistoryFilter]])) as HistoryFilter);

const lists: World["lists"] = { staff: ["OQ1", "A", "8B"], blocked: ["A", "Z"] };

const idsOf = (reads: readonly PlateRead[]) => reads.map(({ id }) => id);

async function fill(store: Store, incoming: readonly Incoming[]): Promise<void> {
  for (const { at, camera, reads, sent } of incoming)
    await store.events.accept(webhook(at * minute, { camera, reads: reads.map((one) => draft(one)) }), (event) =>
      sent.filter(({ readIndex }) => readIndex === null || readIndex < event.reads.length).map((one) => pending(one)),
    );
  for (const [listId, keys] of Object.entries(lists)) {
    const entries = keys.map((plate) => ({ plate, name: "", note: "" }));
    await store.lists.put(listId, entries, 1);
  }
}

/** What a later parser may make of the oldest event: its camera and its plates change, and a read comes in addition. */
async function correct(store: Store): Promise<void> {
  const [oldest] = store.events.iterate({});
  const entry = oldest && store.events.get(oldest.id);
  if (!entry || entry.reads.length === 0) return;
  const reads = [...entry.reads.map((read) => draft({ ...read, plate: "OQ1" })), draft({ plate: "A" })];
  const { kind, hookEvent, capturedAt, reason, headers } = entry.event;
  const told = reason === null ? null : recordedPhrase(reason);
  const now = { kind, hookEvent, capturedAt, capturedAtLocal: null, camera: "yard", reason: told, headers, reads };
  await store.rereading.apply(entry.event.id, now, () => [], 1);
}

const blockReads = 7;

/** Resolves when all blocks that can be made are made. */
async function blocksMade(dataDir: string, clock: HandClock): Promise<number> {
  const database = openDatabase(join(dataDir, databaseName), "read");
  const state = database.statement<{ made: number; stale: number; rest: number }>(`SELECT
    (SELECT count(*) FROM read_blocks WHERE stale = 0) AS made, (SELECT count(*) FROM read_blocks WHERE stale > 0) AS stale,
    (SELECT count(*) FROM reads WHERE id > (SELECT coalesce(max(last_id), 0) FROM read_blocks)) AS rest`);
  clock.forward(5_000);
  const made = await vi.waitFor(
    () => {
      const now = state.get();
      expect(now?.stale).toBe(0);
      expect(now?.rest).toBeLessThan(blockReads);
      return now?.made ?? 0;
    },
    { interval: 2 },
  );
  database.close();
  return made;
}

/** `elsewhere`: opened for reading, as by another process, before any of it was stored. */
async function agree(store: Store, elsewhere: ReadOnlyStore, wanted: readonly HistoryFilter[]): Promise<number> {
  const all = Array.from(store.reads.iterate({})).reverse();
  const world: World = { lists, deliveries: Array.from(store.deliveries.iterate({})) };
  let hits = 0;
  for (const filter of wanted) {
    const { history } = store;
    const expected = all.filter((read) => holds(read, filter, world));
    hits += expected.length;
    const found = await history.find(filter, { limit: 1000 });
    expect(idsOf(found), JSON.stringify(filter)).toEqual(idsOf(expected));
    expect(found).toEqual(expected);
    const middle = expected[2]?.id ?? 5;
    const below = expected.filter(({ id }) => id < middle);
    expect(idsOf(await history.find(filter, { limit: 2, beforeId: middle }))).toEqual(idsOf(below.slice(0, 2)));
    const above = expected.filter(({ id }) => id > middle).reverse();
    expect(idsOf(await history.find(filter, { limit: 3, afterId: middle }))).toEqual(idsOf(above.slice(0, 3)));
    expect(await history.count(filter)).toEqual({ reads: expected.length, exact: true });
    const walked: PlateRead[] = [];
    for await (const read of history.iterate(filter)) walked.push(read);
    expect(walked).toEqual(expected);
    const others: PlateRead[] = [];
    for await (const read of elsewhere.history.iterate(filter, undefined, "oldest")) others.push(read);
    expect(others.reverse()).toEqual(expected);
  }
  return hits;
}

it("finds, counts and walks over the very reads that a look at each of them finds, in blocks and beside them", {
  timeout: 120_000,
}, async () => {
  let hits = 0;
  let made = 0;
  await fc.assert(
    fc.asyncProperty(events, fc.array(fewAtOnce, { minLength: 10, maxLength: 25 }), fc.nat(9), async (incoming, wanted, kept) => {
      const dataDir = temporaryFolder();
      const clock = handClock(60 * minute);
      const store = await openStore({ dataDir, clock, log: silentLog, blockReads });
      const elsewhere = openStoreReadOnly({ dataDir });
      try {
        await fill(store, incoming);
        hits += await agree(store, elsewhere, wanted);
        made += await blocksMade(dataDir, clock);
        await agree(store, elsewhere, wanted);
        await correct(store);
        await agree(store, elsewhere, wanted);
        const policy = { days: 99, maxEvents: kept + 1, minFreeBytes: 0, maxImageBytes: 0 };
        await store.retain(policy, new AbortController().signal);
        await agree(store, elsewhere, wanted);
        await blocksMade(dataDir, clock);
        await agree(store, elsewhere, wanted);
      } finally {
        elsewhere.close();
        await store.close();
      }
    }),
    { numRuns: 15, endOnFailure: true },
  );
  expect(hits).toBeGreaterThan(200);
  expect(made).toBeGreaterThan(20);
});

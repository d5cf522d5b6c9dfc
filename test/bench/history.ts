/**
 * Fills a million reads (BENCH_READS=<number> for others) into a folder that goes away again, and measures what searches take: the
 * first hundred reads of each, and its count, beside looking one read up by its id; and what a webhook's answer takes while
 * reads are put in order for searching. Prints; judges nothing. With names as arguments only those parts: searches, answers.
 */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { monitorEventLoopDelay } from "node:perf_hooks";
import { setTimeout as sleep } from "node:timers/promises";
import { systemClock } from "../../src/main/clock.ts";
import { silentLog } from "../../src/main/log.ts";
import { databaseName } from "../../src/main/store/data-folder.ts";
import { openDatabase } from "../../src/main/store/database.ts";
import { openStore } from "../../src/main/store/open-store.ts";
import type { HistoryFilter } from "../../src/shared/history-filter.ts";
import { measureAnswers } from "./history-answers.ts";
import { fillReads, numbers, rareColor } from "./history-reads.ts";
import { percentile } from "./load.ts";

const count = Number(process.env.BENCH_READS ?? 1_000_000);
const times = 12;
const day = 86_400_000;
const say = (line: string) => process.stdout.write(`${line}\n`);
const seconds = (from: number) => `${((performance.now() - from) / 1000).toFixed(1)} s`;

/** What operators ask for; `plate` is one that was read, another each time. */
function searches(plate: string, now: number, list: string): Record<string, HistoryFilter> {
  const part = plate.slice(1, 4);
  return {
    "whole plate": { plate, whole: true },
    "part of a plate": { plate: part },
    "part, last 7 days": { plate: part, since: now - 7 * day },
    "two letters": { plate: plate.slice(0, 2) },
    "pattern A?C*4": { plate: `${plate[0]}?${plate[2]}*${plate[6]}` },
    "whole plate, look-alikes": { plate, whole: true, alike: true },
    "part, look-alikes": { plate: part, alike: true },
    today: { since: now - day },
    "camera, last 7 days": { cameras: ["camera-7"], since: now - 7 * day },
    "camera, a day last winter": { cameras: ["camera-3"], since: now - 300 * day, until: now - 299 * day },
    "red BMW": { makes: ["BMW"], colors: ["red"] },
    "model and type": { models: ["Model 42"], vehicleTypes: ["Van"] },
    "region, score, direction": { regions: ["us"], minScore: 0.95, direction: { from: 337.5, to: 22.5 } },
    "on a list of 200": { lists: [list] },
    "on no list, last 30 days": { unlisted: true, since: now - 30 * day },
    "failed deliveries": { deliveries: ["failed"] },
    "kept back by rules, red": { destinationId: "vms", deliveries: ["filtered"], colors: ["red"] },
    "without a plate": { withPlate: false },
    "the one purple car": { colors: [rareColor] },
    "matches nothing": { plate: "XQ", makes: ["Saab"], colors: ["pink"], minScore: 0.999, withPlate: false },
  };
}

const wanted = process.argv.slice(2);
if (wanted.length === 0 || wanted.includes("searches")) await measureSearches();
if (wanted.length === 0 || wanted.includes("answers")) await measureAnswers(Math.min(count, 300_000), say);

async function measureSearches(): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), "plate-courier-bench-history-"));
  try {
    await searchIn(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function searchIn(folder: string): Promise<void> {
  const path = join(folder, databaseName);
  await (await openStore({ dataDir: folder, clock: systemClock, log: silentLog })).close();
  const began = performance.now();
  const now = Date.now();
  const plates = fillReads(path, count, now);
  say(`filled ${count} reads in ${seconds(began)}`);

  const blocksFrom = performance.now();
  const store = await openStore({ dataDir: folder, clock: systemClock, log: silentLog });
  const watch = openDatabase(path, "read");
  const made = watch.statement<{ reads: number }>("SELECT coalesce(max(last_id), 0) AS reads FROM read_blocks WHERE stale = 0");
  const bytes = watch.statement<{ bytes: number }>("SELECT sum(length(bytes)) AS bytes FROM read_columns");
  while (count - (made.get()?.reads ?? 0) >= 4_096) await sleep(100);
  say(
    `put in order for searching, in the background: ${seconds(blocksFrom)}, ${((bytes.get()?.bytes ?? 0) / count).toFixed(0)} bytes a read`,
  );
  watch.close();
  const listed = plates.slice(0, 200).map((plate) => ({ plate, name: "", note: "" }));
  await store.lists.put("bench", listed, now);

  const random = numbers(1);
  const lookups = Array.from({ length: 2_000 }, () => {
    const id = 1 + Math.floor(random() * count);
    const from = performance.now();
    store.reads.get(id);
    return performance.now() - from;
  });
  const lookup = percentile(lookups, 0.5);
  say(`one read by its id: p50 ${(lookup * 1000).toFixed(0)} µs`);

  const loop = monitorEventLoopDelay({ resolution: 1 });
  loop.enable();
  const measured = new Map<string, { found: number[]; counted: number[]; reads: string }>();
  for (let round = 0; round < times; round += 1)
    for (const [name, filter] of Object.entries(searches(plates[200 + round] ?? "", now, "bench"))) {
      const line = measured.get(name) ?? { found: [], counted: [], reads: "" };
      measured.set(name, line);
      const from = performance.now();
      await store.history.find(filter, { limit: 100 });
      const between = performance.now();
      const { reads, exact } = await store.history.count(filter);
      line.found.push(between - from);
      line.counted.push(performance.now() - between);
      line.reads = exact ? String(reads) : `> ${reads}`;
    }
  loop.disable();

  const cell = (values: readonly number[], share: number) => percentile(values, share).toFixed(1).padStart(8);
  say(`${"search".padEnd(28)}   first 100: p50      p95    count: p50      p95     reads`);
  for (const [name, { found, counted, reads }] of measured)
    say(
      `${name.padEnd(28)}        ${cell(found, 0.5)} ${cell(found, 0.95)}       ${cell(counted, 0.5)} ${cell(counted, 0.95)}  ${reads.padStart(8)}`,
    );
  const all = [...measured.values()];
  const found = all.flatMap((line) => line.found);
  const counted = all.flatMap((line) => line.counted);
  say(
    `all of them, ms: first 100 p50 ${percentile(found, 0.5).toFixed(1)}, p95 ${percentile(found, 0.95).toFixed(1)} (${(percentile(found, 0.95) / lookup).toFixed(0)} × one read by its id); count p50 ${percentile(counted, 0.5).toFixed(1)}, p95 ${percentile(counted, 0.95).toFixed(1)}`,
  );
  say(
    `event loop meanwhile: late by ${(loop.percentile(99) / 1e6).toFixed(1)} ms at p99, ${(loop.max / 1e6).toFixed(1)} ms at most`,
  );
  await store.close();
}

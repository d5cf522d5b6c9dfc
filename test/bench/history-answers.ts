/**
 * What a webhook's answer takes at 200 a second while the reads of before are put in order for searching (store/history/), and
 * when that is done: in the same run, so that the difference is what it costs a sender.
 */
import { join } from "node:path";
import { systemClock } from "../../src/main/clock.ts";
import { drawScene } from "../../src/main/images/sample-scene.ts";
import { silentLog } from "../../src/main/log.ts";
import { databaseName } from "../../src/main/store/data-folder.ts";
import { openDatabase } from "../../src/main/store/database.ts";
import { openStore } from "../../src/main/store/open-store.ts";
import { fillReads } from "./history-reads.ts";
import { padJpeg, percentile, steady } from "./load.ts";
import { startCourier } from "./processes.ts";

const rate = 200;
const afterwardsMs = 10_000;
const atMostMs = 120_000;
const watchMs = 50;

async function fill(dataDir: string, reads: number): Promise<void> {
  await (await openStore({ dataDir, clock: systemClock, log: silentLog })).close();
  fillReads(join(dataDir, databaseName), reads, Date.now());
}

export async function measureAnswers(reads: number, say: (line: string) => void): Promise<void> {
  const image = padJpeg((await drawScene({ plate: "BENCH01", seed: 1 })).jpeg);
  const courier = await startCourier({}, (dataDir) => fill(dataDir, reads));
  const database = openDatabase(join(courier.folder, databaseName), "read");
  const inBlocks = database.statement<{ up_to: number }>(
    "SELECT coalesce(max(last_id), 0) AS up_to FROM read_blocks WHERE stale = 0",
  );
  let began = Number.POSITIVE_INFINITY;
  let done = Number.POSITIVE_INFINITY;
  const watch = setInterval(() => {
    const upTo = inBlocks.get()?.up_to ?? 0;
    if (upTo > 0) began = Math.min(began, performance.now());
    // A block is only made when it is full.
    if (reads - upTo < 4_096) done = Math.min(done, performance.now());
  }, watchMs);
  const answers: { at: number; ms: number }[] = [];
  for (const from = performance.now(); performance.now() < Math.min(done + afterwardsMs, from + atMostMs); )
    await steady(courier.port, image, { rate, seconds: 1 }, (_plate, at, ms) => answers.push({ at, ms }));
  clearInterval(watch);
  database.close();
  await courier.stop();

  say(`answers at ${rate} webhooks a second, with ${reads} reads of before:`);
  const line = (words: string, from: number, to: number) => {
    const ms = answers.filter(({ at }) => at >= from && at < to).map((answer) => answer.ms);
    const [p50, p99, longest] = [percentile(ms, 0.5), percentile(ms, 0.99), percentile(ms, 1)].map((value) => value.toFixed(1));
    say(`  ${words.padEnd(40)} p50 ${p50} ms, p99 ${p99} ms, longest ${longest} ms (${ms.length} webhooks)`);
  };
  line("before they are put in order", 0, began);
  line(`while they are, ${((Math.min(done, performance.now()) - began) / 1000).toFixed(1)} s`, began, done);
  line("afterwards", done, Number.POSITIVE_INFINITY);
}

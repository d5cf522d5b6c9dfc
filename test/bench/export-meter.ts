/** What an export takes: its time, the most memory of the program that makes it, and what webhooks wait for meanwhile. */
import { readFile, writeFile } from "node:fs/promises";
import { type Connection, openConnection, percentile } from "./load.ts";

/** Megabytes of memory at most since `forgetPeak`, where /proc tells. */
export async function peakMb(pid: number): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, "utf8").catch(() => "");
  return Number(/VmHWM:\s+(\d+)/.exec(status)?.[1] ?? Number.NaN) / 1024;
}

export const forgetPeak = (pid: number) => writeFile(`/proc/${pid}/clear_refs`, "5").catch(() => {});

/** Posts `rate` webhooks a second until it is stopped, and gives what the answers took. */
export function postMeanwhile(port: number, picture: Buffer, rate: number): { stop(): Promise<number[]> } {
  const took: number[] = [];
  let stopped = false;
  const run = (async () => {
    const idle: Connection[] = [];
    const began = performance.now();
    const pending = new Set<Promise<void>>();
    for (let index = 0; !stopped; index += 1) {
      const wait = began + (index * 1000) / rate - performance.now();
      if (wait > 0) await new Promise((resolve) => setTimeout(resolve, wait));
      // The one that was idle longest: the receiver closes what is idle for some seconds.
      const used = idle.shift() ?? (await openConnection(port));
      const posting = used.post(picture, `meanwhile-${index % 5}`).then(({ ms }) => {
        took.push(ms);
        if (idle.length < 30) idle.push(used);
        else used.close();
      });
      pending.add(posting);
      void posting.finally(() => pending.delete(posting));
    }
    await Promise.all(pending);
    for (const connection of idle) connection.close();
  })();
  return {
    async stop() {
      stopped = true;
      await run;
      return took;
    },
  };
}

export const answered = (took: readonly number[]) =>
  `${took.length} webhooks answered, p50 ${percentile(took, 0.5).toFixed(1)} ms, p99 ${percentile(took, 0.99).toFixed(1)} ms, slowest ${percentile(took, 1).toFixed(0)} ms`;

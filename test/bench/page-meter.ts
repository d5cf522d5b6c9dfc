/** Measures a page of the console in a real browser: frames, long tasks, layout shifts, the main thread's work, memory. */
import type { CDPSession, Page } from "@playwright/test";
import { percentile } from "./load.ts";

export interface Measured {
  seconds: number;
  framesPerSecond: number;
  /** Milliseconds between frames: the 99th percentile and the longest. */
  gapP99: number;
  gapMost: number;
  /** Frames that came more than half a frame late (25 ms). */
  late: number;
  longTasks: number;
  longTaskMs: number;
  layoutShift: number;
  /** Share of the time in which the page's main thread worked, 0..1; waiting for a core counts. */
  busy: number;
  /** Cores that the page's process used, 0..n; waiting does not count. */
  cores: number;
}

interface Watch {
  gaps: number[];
  longTasks: number[];
  shifts: number;
  stop: boolean;
}

/** Measures while `act` runs. */
export async function measure(page: Page, act: () => Promise<void>): Promise<Measured> {
  const session = await page.context().newCDPSession(page);
  await session.send("Performance.enable");
  await page.evaluate(() => {
    const watch: Watch = { gaps: [], longTasks: [], shifts: 0, stop: false };
    (globalThis as unknown as { watch: Watch }).watch = watch;
    let last = performance.now();
    const frame = (now: number) => {
      watch.gaps.push(now - last);
      last = now;
      if (!watch.stop) requestAnimationFrame(frame);
    };
    requestAnimationFrame((now) => {
      last = now;
      requestAnimationFrame(frame);
    });
    new PerformanceObserver((list) => watch.longTasks.push(...list.getEntries().map(({ duration }) => duration))).observe({
      type: "longtask",
    });
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) watch.shifts += (entry as unknown as { value: number }).value;
    }).observe({ type: "layout-shift" });
  });
  const busyBefore = await taskSeconds(session);
  const coresBefore = await cpuSeconds(page);
  const started = performance.now();
  await act();
  const seconds = (performance.now() - started) / 1000;
  const busyAfter = await taskSeconds(session);
  const coresAfter = await cpuSeconds(page);
  const { gaps, longTasks, shifts } = await page.evaluate(() => {
    const { watch } = globalThis as unknown as { watch: Watch };
    watch.stop = true;
    return watch;
  });
  await session.detach();
  return {
    seconds,
    framesPerSecond: gaps.length / seconds,
    gapP99: percentile(gaps, 0.99),
    gapMost: Math.max(...gaps),
    late: gaps.filter((gap) => gap > 25).length,
    longTasks: longTasks.length,
    longTaskMs: longTasks.reduce((sum, ms) => sum + ms, 0),
    layoutShift: shifts,
    busy: (busyAfter - busyBefore) / seconds,
    cores: (coresAfter - coresBefore) / seconds,
  };
}

async function taskSeconds(session: CDPSession): Promise<number> {
  const { metrics } = await session.send("Performance.getMetrics");
  return metrics.find(({ name }) => name === "TaskDuration")?.value ?? Number.NaN;
}

/** Of all pages' processes together: the others must be still meanwhile. */
async function cpuSeconds(page: Page): Promise<number> {
  const session = await page.context().browser()?.newBrowserCDPSession();
  if (!session) return Number.NaN;
  const { processInfo } = await session.send("SystemInfo.getProcessInfo");
  await session.detach();
  return processInfo.filter(({ type }) => type === "renderer").reduce((sum, { cpuTime }) => sum + cpuTime, 0);
}

/** What the page holds after the garbage is gone. */
export async function weigh(page: Page): Promise<{ heapMb: number; nodes: number; listeners: number }> {
  const session = await page.context().newCDPSession(page);
  await session.send("HeapProfiler.collectGarbage");
  await session.send("HeapProfiler.collectGarbage");
  const { usedSize } = await session.send("Runtime.getHeapUsage");
  const { nodes, jsEventListeners } = await session.send("Memory.getDOMCounters");
  await session.detach();
  return { heapMb: usedSize / 1024 / 1024, nodes, listeners: jsEventListeners };
}

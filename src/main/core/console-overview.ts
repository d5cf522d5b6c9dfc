import { setImmediate as turn } from "node:timers/promises";
import { type DestinationHistory, type DestinationPoint, type Overview, slotMs } from "../../shared/overview.ts";
import type { SettingsStore } from "../../shared/settings.ts";
import type { Clock } from "../clock.ts";
import type { ConsoleBackend } from "../console/backend.ts";
import type { AttemptCount, SlotSpan } from "../store/counts.ts";
import { quantile } from "../store/latency.ts";
import type { Store } from "../store/store.ts";

export interface OverviewDeps {
  store: Pick<Store, "counts" | "health">;
  settings: Pick<SettingsStore, "get">;
  clock: Clock;
}

/** Slots that are read at one time: a day's. */
const stepSlots = 96;

/**
 * The overview, out of the store's running counts. Read a day at a time with a turn of the event loop in between, so that a month
 * of many cameras makes no webhook wait.
 */
export function createConsoleOverview({ store, settings, clock }: OverviewDeps): Pick<ConsoleBackend, "overview"> {
  const { counts } = store;

  async function readsOf(span: SlotSpan, camera: string | null): Promise<Pick<Overview, "slots" | "cameras">> {
    const slots = new Array<number>(span.to - span.from).fill(0);
    const cameras = new Map<string, number>();
    for (const step of steps(span)) {
      for (const { slot, reads } of counts.reads(step, camera)) slots[slot - span.from] = reads;
      for (const { camera: name, reads } of counts.cameras(step)) cameras.set(name, (cameras.get(name) ?? 0) + reads);
      await turn();
    }
    const busiest = [...cameras].map(([name, reads]) => ({ camera: name, reads })).filter(({ reads }) => reads > 0);
    return { slots, cameras: busiest.sort((one, other) => other.reads - one.reads || one.camera.localeCompare(other.camera)) };
  }

  async function historiesOf(edges: readonly number[]): Promise<DestinationHistory[]> {
    const spans = edges.slice(1).map((to, index) => ({ from: edges[index] ?? to, to }));
    const perSpan: AttemptCount[][] = [];
    for (const span of spans) {
      const found: AttemptCount[] = [];
      for (const step of steps(span)) {
        found.push(...counts.attempts(step));
        await turn();
      }
      perSpan.push(found);
    }
    const known = settings.get().destinations.map(({ id }) => id);
    const ids = new Set([...known, ...perSpan.flat().map(({ destinationId }) => destinationId)]);
    return [...ids].map((destinationId) => {
      const mine = perSpan.map((all) => all.filter((count) => count.destinationId === destinationId));
      return { destinationId, points: mine.map(pointOf), whole: pointOf(mine.flat()) };
    });
  }

  return {
    async overview({ edges, camera }) {
      const slots = edges.map((at) => Math.floor(at / slotMs));
      const reads = await readsOf({ from: slots[0] ?? 0, to: slots.at(-1) ?? 0 }, camera);
      const destinations = await historiesOf(slots);
      const { imageBytes, databaseBytes, freeBytes } = store.health();
      const { days, events, eventsKept, oldestAt, imageBytes: newImageBytes } = counts.growth(clock.now());
      const perEvent = eventsKept === 0 ? 0 : databaseBytes / eventsKept;
      return {
        ...reads,
        destinations,
        disk: {
          ...{ imageBytes, databaseBytes, freeBytes, oldestAt, events: eventsKept },
          perDay: days < 1 ? null : { bytes: (newImageBytes + events * perEvent) / days, events: events / days },
          retention: { ...settings.get().retention },
        },
        incomplete: counts.incomplete(),
      };
    },
  };
}

function* steps({ from, to }: SlotSpan): Generator<SlotSpan> {
  for (let first = from; first < to; first += stepSlots) yield { from: first, to: Math.min(to, first + stepSlots) };
}

function pointOf(counts: readonly AttemptCount[]): DestinationPoint {
  const took = new Map<number, number>();
  let delivered = 0;
  let failed = 0;
  for (const { outcome, bucket, attempts } of counts) {
    if (outcome !== "delivered") failed += attempts;
    else {
      delivered += attempts;
      took.set(bucket, (took.get(bucket) ?? 0) + attempts);
    }
  }
  return { delivered, failed, medianMs: quantile(took, 0.5), p95Ms: quantile(took, 0.95) };
}

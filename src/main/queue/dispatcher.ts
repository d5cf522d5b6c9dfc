import type { Delivery } from "../../shared/delivery.ts";
import { phrase } from "../../shared/phrases/phrase.ts";
import type { DeliveriesPause } from "../../shared/status.ts";
import type { Clock } from "../clock.ts";
import { type Log, stackOf } from "../log.ts";
import type { Store } from "../store/store.ts";
import { createDestinationLine, type DestinationLine } from "./destination-line.ts";
import { createExpirySweep } from "./expiry-sweep.ts";
import { gaveUp, insist } from "./insist.ts";
import { createListeners } from "./listeners.ts";
import { createPauseOfAll } from "./pause-of-all.ts";
import type { Dispatcher, QueueDestination, QueueState } from "./queue.ts";
import { createAnnouncer } from "./queue-state.ts";

/** What the dispatcher works with. `random` spreads the waits; Math.random unless a test wants to know better. */
export interface DispatcherContext {
  store: Pick<Store, "deliveries" | "destinationStates">;
  clock: Clock;
  log: Log;
  random?: () => number;
}

/** Rows whose change is told one by one after a change of many; beyond that the console reads its lists again anyway. */
const toldAtMost = 500;

/**
 * Brings deliveries to destinations. One line (destination-line.ts) per destination does the work; the dispatcher makes the
 * lines, hands them what concerns them and tells listeners what changed.
 */
export function createDispatcher({ store, clock, log, random = Math.random }: DispatcherContext): Dispatcher {
  const { deliveries } = store;
  const lines = new Map<string, { line: DestinationLine; announce: () => void }>();
  const deliveryListeners = createListeners<Delivery>(log);
  const stateListeners = createListeners<QueueState>(log);
  const pauseListeners = createListeners<DeliveriesPause | null>(log);
  let run: { stop: AbortController; released: Promise<void>; lines: boolean } | null = null;

  const pauseOfAll = createPauseOfAll({
    ...{ destinationStates: store.destinationStates, clock, log },
    changed() {
      refreshAll();
      pauseListeners.tell(pauseOfAll.state());
    },
  });

  const sweep = createExpirySweep({
    deliveries,
    clock,
    log,
    destinationIds: () => [...lines.keys()],
    expired(ids) {
      ids.forEach(changed);
      refreshAll();
    },
  });

  function changed(deliveryId: number): void {
    if (!deliveryListeners.any) return;
    try {
      const delivery = deliveries.get(deliveryId);
      if (delivery !== null) deliveryListeners.tell(delivery);
    } catch (error) {
      log.warn("A changed delivery could not be read.", { delivery: deliveryId, stack: stackOf(error) });
    }
  }

  function refreshAll(): void {
    for (const { line } of lines.values()) line.refresh();
  }

  function open(destination: QueueDestination): void {
    const line = createDestinationLine(destination, {
      ...{ store, clock, log, random, changed },
      stateChanged: () => lines.get(destination.id)?.announce(),
      expire: sweep.ask,
      held: () => pauseOfAll.held,
    });
    const state = () => line.state() ?? gone(destination.id);
    lines.set(destination.id, { line, announce: createAnnouncer(state, stateListeners, clock) });
    if (run?.lines) line.start(run.stop.signal);
  }

  function lineOf(destinationId: string): DestinationLine {
    const line = lines.get(destinationId)?.line;
    if (line === undefined || line.state() === null) throw new Error(phrase("console.destinationGone"));
    return line;
  }

  /** The folder has one owner, so every claim found at the start is one that a crash left behind, whatever its age. */
  async function releaseClaims(): Promise<void> {
    const count = await deliveries.releaseStale(Number.MAX_SAFE_INTEGER);
    if (count > 0) log.warn("Deliveries were under way when Plate Courier last ended; they are sent again.", { count });
  }

  function startLines(): void {
    if (run === null || run.stop.signal.aborted) return;
    run.lines = true;
    for (const { line } of lines.values()) line.start(run.stop.signal);
  }

  /** Those of a selection that are waiting, to tell about them after they have changed. */
  function waitingAmong(which: { ids?: readonly number[]; destinationId?: string }): number[] {
    if (!deliveryListeners.any) return [];
    if (which.ids !== undefined) return which.ids.slice(0, toldAtMost);
    const filter = { destinationId: which.destinationId, statuses: ["pending"] as const, limit: toldAtMost };
    return deliveries.list(filter).map(({ delivery }) => delivery.id);
  }

  /** Also those whose deliveries were due already and only waited for the breaker. */
  function destinationsOf(which: { ids?: readonly number[]; destinationId?: string }): Iterable<string> {
    if (which.destinationId !== undefined) return [which.destinationId];
    if (which.ids === undefined) return lines.keys();
    return new Set(which.ids.flatMap((id) => deliveries.get(id)?.destinationId ?? []));
  }

  return {
    async start() {
      if (run !== null) return;
      const stop = new AbortController();
      const current = { stop, released: Promise.resolve(), lines: false };
      run = current;
      pauseOfAll.start();
      try {
        await releaseClaims();
        startLines();
      } catch (error) {
        log.warn("Deliveries wait: the store cannot write.", { stack: stackOf(error) });
        const insistence = { clock, log, stopping: stop.signal, what: "taking back deliveries left by a crash" };
        current.released = insist(releaseClaims, insistence).then((done) => {
          if (done !== gaveUp) startLines();
        });
      }
    },
    async stop() {
      if (run === null) return;
      const { stop, released } = run;
      stop.abort();
      await released;
      await Promise.all([...lines.values()].map(({ line }) => line.stopped()));
      await sweep.settled();
      await pauseOfAll.stop();
      run = null;
    },
    accepted(rows) {
      for (const row of rows) {
        if (row.status === "pending") lines.get(row.destinationId)?.line.added(row.lane, row.camera);
      }
    },
    configure(destinations) {
      const wanted = new Map(destinations.map((destination) => [destination.id, destination]));
      for (const [id, { line, announce }] of lines) {
        line.configure(wanted.get(id) ?? null);
        announce();
      }
      for (const destination of destinations) if (!lines.has(destination.id)) open(destination);
    },
    pause: async (destinationId, until) => lineOf(destinationId).pause(until),
    resume: async (destinationId) => lineOf(destinationId).resume(),
    pauseAll: pauseOfAll.pause,
    resumeAll: pauseOfAll.resume,
    pausedAll: pauseOfAll.state,
    async retry(which) {
      const rows = await deliveries.retry(which, clock.now());
      for (const row of rows) lines.get(row.destinationId)?.line.added(row.lane, row.camera);
      for (const id of destinationsOf(which)) lines.get(id)?.line.retry();
      for (const row of rows.slice(0, toldAtMost)) deliveryListeners.tell(row);
      return rows.length;
    },
    async cancel(which, reason) {
      const ids = waitingAmong(which);
      const cancelled = await deliveries.cancel(which, reason);
      ids.forEach(changed);
      refreshAll();
      return cancelled;
    },
    states: () => [...lines.values()].map(({ line }) => line.state()).filter((state) => state !== null),
    onDelivery: deliveryListeners.add,
    onState: stateListeners.add,
    onPauseOfAll: pauseListeners.add,
  };
}

function gone(destinationId: string): QueueState {
  return { destinationId, name: "disabled", since: null, pausedBy: null, camera: null, reason: null, nextAttemptAt: null };
}

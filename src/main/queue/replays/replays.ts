import { type Phrase, phrase } from "../../../shared/phrases/phrase.ts";
import type { ReplayOrders, ReplayPreview } from "../../../shared/replay.ts";
import type { Clock } from "../../clock.ts";
import { type Log, stackOf } from "../../log.ts";
import type { ReplayStore, StoredReplay } from "../../store/replays/replay-store.ts";
import { StoreUnavailableError } from "../../store/store.ts";
import type { NamedList } from "../list-rules.ts";
import type { Dispatcher } from "../queue.ts";
import type { RoutableDestination } from "../route.ts";
import { planReplay } from "./plan.ts";
import { previewReplay } from "./preview.ts";

/** Replays of a time range to one destination, behind live reads. */
export interface Replays {
  /** Goes on with those that were running when the program ended. */
  start(): void;
  /** Resolves when nothing runs any more; what is not finished goes on at the next start. */
  stop(): Promise<void>;
  /** What the orders would do; nothing is changed. Ends when `signal` aborts. */
  preview(orders: ReplayOrders, signal: AbortSignal): AsyncIterable<ReplayPreview>;
  /** Durable when it resolves. */
  order(orders: ReplayOrders): Promise<StoredReplay>;
  /** What has not been sent yet is not sent; returns how many waiting deliveries were cancelled. */
  cancel(id: number): Promise<number>;
  list(): StoredReplay[];
}

export interface ReplaysContext {
  replays: ReplayStore;
  dispatcher: Pick<Dispatcher, "accepted" | "cancel">;
  /** As its settings are now; null: it is gone. */
  destination(id: string): RoutableDestination | null;
  lists(): readonly NamedList[];
  clock: Clock;
  log: Log;
  /** A replay came further. */
  changed(): void;
  /** Deliveries of one replay that may wait at a time, 2000 by default: a cancel is quick, and the queue stays one that people can read. */
  waitingAtMost?: number;
}

/** Between two steps, so that webhooks and live deliveries have most of the store's time. Milliseconds, as all of these. */
const restMs = 20;
const fullRestMs = 1000;
const troubleRestMs = 5000;
const listed = 20;
const cancelledAtOnce = 500;

/**
 * running -- steps through its range, each in one transaction with what it makes wait --> done
 *         -- the operator, or its destination is gone --> cancelled, and what still waits of it as well
 *
 * One loop for all: each running replay makes one step in its turn. The loop sleeps where all have enough waiting.
 */
export function createReplays(context: ReplaysContext): Replays {
  const { replays, dispatcher, clock, log, changed, waitingAtMost = 2000 } = context;
  let stopping = true;
  let looping: Promise<void> | null = null;
  let wake = () => {};

  function routableOf(id: string): RoutableDestination {
    const destination = context.destination(id);
    if (destination === null) throw new Error(phrase("console.destinationGone"));
    return destination;
  }

  function rest(ms: number): Promise<void> {
    return new Promise((resolve) => {
      const cancel = clock.after(ms, done);
      wake = done;
      function done(): void {
        cancel();
        resolve();
      }
    });
  }

  /** Whether it came further. */
  async function advance(replay: StoredReplay): Promise<boolean> {
    const destination = context.destination(replay.orders.destinationId);
    if (destination === null) {
      await cancel(replay.id, phrase("queue.replayWithoutDestination"));
      return true;
    }
    if (replay.counts.pending >= waitingAtMost) return false;
    const lists = context.lists();
    const plan: Parameters<ReplayStore["step"]>[1] = (candidate, lookup) =>
      planReplay(candidate, replay.orders, destination, { lookup, lists });
    const step = await replays.step(replay.id, plan, clock.now());
    if (step === null) return true;
    if (step.deliveries.length > 0) dispatcher.accepted(step.deliveries);
    if (step.done) log.info("A replay has gone through its range.", { replay: replay.id });
    changed();
    return true;
  }

  async function loop(): Promise<void> {
    while (!stopping) {
      let restFor = fullRestMs;
      try {
        const running = replays.running();
        if (running.length === 0) return;
        for (const replay of running) if (!stopping && (await advance(replay))) restFor = restMs;
      } catch (error) {
        restFor = troubleRestMs;
        if (error instanceof StoreUnavailableError) log.warn("A replay waits: the store cannot write.");
        else log.error("A replay met an unexpected problem; it is tried again.", { stack: stackOf(error) });
      }
      if (!stopping) await rest(restFor);
    }
  }

  function begin(): void {
    if (stopping) return;
    looping ??= loop().finally(() => {
      looping = null;
      // Ordered in the very moment in which the loop found nothing more to do.
      if (!stopping && replays.running().length > 0) begin();
    });
  }

  async function cancel(id: number, reason: Phrase): Promise<number> {
    await replays.cancel(id, clock.now());
    let count = 0;
    for (;;) {
      const ids = replays.waiting(id, cancelledAtOnce);
      const cancelled = ids.length === 0 ? [] : await dispatcher.cancel({ ids }, reason);
      count += cancelled.length;
      if (cancelled.length === 0) break;
    }
    changed();
    return count;
  }

  return {
    start() {
      stopping = false;
      begin();
    },
    async stop() {
      stopping = true;
      wake();
      await looping;
    },
    preview: (orders, signal) =>
      previewReplay(orders, { replays, destination: routableOf(orders.destinationId), lists: context.lists() }, signal),
    async order(orders) {
      routableOf(orders.destinationId);
      const span = await replays.span(orders);
      const replay = await replays.add(orders, span, clock.now());
      log.info("A replay was ordered.", { replay: replay.id, destination: orders.destinationId });
      begin();
      changed();
      return replay;
    },
    cancel: (id) => cancel(id, phrase("queue.replayCancelled")),
    list: () => replays.list(listed),
  };
}

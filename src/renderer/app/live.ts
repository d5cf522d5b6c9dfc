import type { DeliveryChip, FeedEvent, LiveMessage } from "../../shared/feed.ts";
import type { CoreStatus } from "../../shared/status.ts";
import { emptyFeed, type FeedState, goOn, mergeChips, mergeLive, mergeOlder, refresh, replaceKnown } from "../feed/feed-state.ts";

/** starting: not heard of the core yet. live: connected. lost: was connected (or should be), `since` says when that ended. */
export interface Connection {
  state: "starting" | "live" | "lost";
  since: number | null;
}

export interface LiveSnapshot {
  connection: Connection;
  status: CoreStatus | null;
  feed: FeedState;
  /** Only this camera's events are in the feed; null: all. */
  camera: string | null;
  /** The first page of the feed has been read. */
  loaded: boolean;
  loadingOlder: boolean;
  paused: boolean;
}

/** How the store reaches the core: one subscription and one query. */
export interface LiveSource {
  open(handlers: { message(message: LiveMessage): void; connected(): void; lost(): void; ended(): void }): () => void;
  feed(query: { cursor: number | null; limit: number; camera: string | null }): Promise<{
    events: FeedEvent[];
    nextCursor: number | null;
  }>;
}

export interface LiveStore {
  subscribe(listener: () => void): () => void;
  getSnapshot(): LiveSnapshot;
  /** Hears of each changed delivery, at most a few times a second; returns its own undo. */
  onDeliveries(listener: (chips: readonly DeliveryChip[]) => void): () => void;
  /** Hears of events as they come in, of every camera, a few times a second; returns its own undo. */
  onEvents(listener: (events: readonly FeedEvent[]) => void): () => void;
  start(): void;
  stop(): void;
  setPaused(paused: boolean): void;
  setCamera(camera: string | null): void;
  loadOlder(): void;
}

/** Hundreds of messages a second are shown a few times a second. */
const gatherMs = 200;
const pageSize = 100;
const refreshPages = 5;
const retryWaits = [1_000, 2_000, 5_000, 10_000];

/**
 * The page's one live subscription and what it brought: status, connection, feed. The way of a connection:
 *
 *   starting --connected--> live --lost--> lost --connected--> live …
 *
 * Each time the subscription stands, the newest events are read again: the subscription itself resumes events by their ids, but
 * delivery states and status carry none, and chips that changed meanwhile would stay wrong for ever. Where the subscription
 * ends altogether (the server refused it), it is opened again after growing waits, and nothing shown is thrown away.
 */
export function createLiveStore({
  source,
  now,
  after,
}: {
  source: LiveSource;
  now: () => number;
  after: (ms: number, callback: () => void) => () => void;
}): LiveStore {
  let snapshot: LiveSnapshot = {
    connection: { state: "starting", since: null },
    status: null,
    feed: emptyFeed,
    camera: null,
    loaded: false,
    loadingOlder: false,
    paused: false,
  };
  const listeners = new Set<() => void>();
  const deliveryListeners = new Set<(chips: readonly DeliveryChip[]) => void>();
  const eventListeners = new Set<(events: readonly FeedEvent[]) => void>();
  let events: FeedEvent[] = [];
  let reread: FeedEvent[] = [];
  let chips: DeliveryChip[] = [];
  let status: CoreStatus | null = null;
  let cancelGather: (() => void) | null = null;
  let close: (() => void) | null = null;
  /** Which opening is the current one: a closed subscription may still have a last word, which must not count. */
  let opening = 0;
  let cancelRetry: (() => void) | null = null;
  let failures = 0;
  /** Grows when a reading under way has become pointless: another camera, stopped. */
  let generation = 0;

  function set(change: Partial<LiveSnapshot>): void {
    snapshot = { ...snapshot, ...change };
    for (const listener of listeners) listener();
  }

  function flush(): void {
    cancelGather = null;
    const wanted = events.filter((feed) => snapshot.camera === null || feed.event.camera === snapshot.camera);
    const came = events;
    const changed = chips;
    const feed = mergeChips(replaceKnown(mergeLive(snapshot.feed, wanted, snapshot.paused), reread), changed);
    const nextStatus = status ?? snapshot.status;
    events = [];
    reread = [];
    chips = [];
    status = null;
    set({ feed, status: nextStatus });
    if (changed.length > 0) for (const listener of deliveryListeners) listener(changed);
    if (came.length > 0) for (const listener of eventListeners) listener(came);
  }

  function take(message: LiveMessage): void {
    if (message.type === "event") events.push(message.feed);
    else if (message.type === "again") reread.push(message.feed);
    else if (message.type === "delivery") chips.push(message.chip);
    else status = message.status;
    if (message.type === "status" && snapshot.status === null) flush();
    else cancelGather ??= after(gatherMs, flush);
  }

  async function readNewest(): Promise<void> {
    generation += 1;
    const mine = generation;
    const camera = snapshot.camera;
    const oldestShown = snapshot.feed.events.at(-1)?.event.id ?? 0;
    const reading: FeedEvent[] = [];
    let cursor: number | null = null;
    let complete = false;
    // Read as far down as rows are shown, so that their chips are right again.
    for (let page = 0; page < refreshPages; page += 1) {
      const answer = await source.feed({ cursor, limit: pageSize, camera });
      if (mine !== generation) return;
      reading.push(...answer.events);
      cursor = answer.nextCursor;
      complete = cursor === null;
      if (complete || oldestShown === 0 || (reading.at(-1)?.event.id ?? 0) <= oldestShown) break;
    }
    set({ feed: refresh(snapshot.feed, reading, complete, snapshot.paused), loaded: true });
  }

  function lost(): void {
    if (snapshot.connection.state !== "lost") set({ connection: { state: "lost", since: now() } });
  }

  function open(): void {
    cancelRetry = null;
    opening += 1;
    const mine = opening;
    const ifCurrent =
      <A extends unknown[]>(act: (...args: A) => void) =>
      (...args: A) => {
        if (mine === opening && close !== null) act(...args);
      };
    // Set before the source can call back, in case it does so at once.
    close = () => undefined;
    close = source.open({
      message: ifCurrent(take),
      connected: ifCurrent(() => {
        failures = 0;
        set({ connection: { state: "live", since: null } });
        readNewest().catch(again);
      }),
      lost: ifCurrent(lost),
      ended: ifCurrent(again),
    });
  }

  function again(): void {
    const closeNow = close;
    close = null;
    closeNow?.();
    lost();
    if (cancelRetry !== null) return;
    const wait = retryWaits[Math.min(failures, retryWaits.length - 1)] ?? 10_000;
    failures += 1;
    cancelRetry = after(wait, open);
  }

  return {
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    getSnapshot: () => snapshot,
    onDeliveries(listener) {
      deliveryListeners.add(listener);
      return () => deliveryListeners.delete(listener);
    },
    onEvents(listener) {
      eventListeners.add(listener);
      return () => eventListeners.delete(listener);
    },
    start() {
      if (close === null && cancelRetry === null) open();
    },
    stop() {
      generation += 1;
      const closeNow = close;
      close = null;
      closeNow?.();
      cancelRetry?.();
      cancelGather?.();
      cancelRetry = null;
      cancelGather = null;
    },
    setPaused(paused) {
      if (paused === snapshot.paused) return;
      if (paused) return set({ paused });
      if (!snapshot.feed.heldLost) return set({ paused, feed: goOn(snapshot.feed) });
      // Too many came in to keep them waiting in memory: start again from the newest page.
      set({ paused, feed: emptyFeed, loaded: false });
      readNewest().catch(again);
    },
    setCamera(camera) {
      if (camera === snapshot.camera) return;
      set({ camera, feed: emptyFeed, loaded: false });
      readNewest().catch(again);
    },
    loadOlder() {
      const oldest = snapshot.feed.events.at(-1);
      if (snapshot.loadingOlder || snapshot.feed.complete || oldest === undefined) return;
      const mine = generation;
      set({ loadingOlder: true });
      source
        .feed({ cursor: oldest.event.id, limit: pageSize, camera: snapshot.camera })
        .then((answer) => {
          if (mine === generation) set({ feed: mergeOlder(snapshot.feed, answer.events, answer.nextCursor === null) });
        })
        .catch(lost)
        .finally(() => set({ loadingOlder: false }));
    },
  };
}

import { describe, expect, it } from "vitest";
import { createLiveStore, type LiveSource } from "../../../src/renderer/app/live.ts";
import type { DeliveryChip, FeedEvent } from "../../../src/shared/feed.ts";
import { idsOf, madeUpChip, madeUpFeed, madeUpFeeds } from "../feed/made-up.ts";

/** A core that keeps `stored` (newest first) and lets the test speak for the subscription; timers run when told. */
function setUp(stored: FeedEvent[] = []) {
  const core = { stored, opened: 0, queries: 0, failing: false };
  let handlers: Parameters<LiveSource["open"]>[0] | null = null;
  let timers: { ms: number; callback: () => void }[] = [];
  const store = createLiveStore({
    source: {
      open(given) {
        core.opened += 1;
        handlers = given;
        return () => {
          handlers = null;
        };
      },
      async feed({ cursor, limit, camera }) {
        core.queries += 1;
        if (core.failing) throw new Error("no answer");
        const wanted = core.stored.filter(
          (feed) => (cursor === null || feed.event.id < cursor) && (camera === null || feed.event.camera === camera),
        );
        const events = wanted.slice(0, limit);
        return { events, nextCursor: events.length < limit ? null : (events.at(-1)?.event.id ?? null) };
      },
    },
    now: () => 12_000,
    after(ms, callback) {
      const timer = { ms, callback };
      timers.push(timer);
      return () => {
        timers = timers.filter((other) => other !== timer);
      };
    },
  });
  const settle = () => new Promise<void>((resolve) => setImmediate(resolve));
  return {
    core,
    store,
    source: () => {
      if (handlers === null) throw new Error("the subscription is not open");
      return handlers;
    },
    waits: () => timers.map(({ ms }) => ms),
    /** Lets promises and then everything that waits come through. */
    async pass() {
      await settle();
      const due = timers;
      timers = [];
      for (const { callback } of due) callback();
      await settle();
    },
    async connect() {
      store.start();
      this.source().connected();
      await settle();
    },
  };
}

describe("the live store", () => {
  it("reads the newest events as soon as the subscription stands", async () => {
    const page = setUp(madeUpFeeds(3, 2, 1));
    expect(page.store.getSnapshot().connection.state).toBe("starting");
    await page.connect();
    const now = page.store.getSnapshot();
    expect([now.connection.state, now.loaded, idsOf(now.feed.events), now.feed.complete]).toEqual([
      "live",
      true,
      [3, 2, 1],
      true,
    ]);
  });

  it("gathers live messages and shows them together", async () => {
    const page = setUp(madeUpFeeds(1));
    await page.connect();
    let changes = 0;
    page.store.subscribe(() => {
      changes += 1;
    });
    for (const feed of madeUpFeeds(2, 3, 4)) page.source().message({ type: "event", feed });
    expect(changes).toBe(0);
    await page.pass();
    expect(changes).toBe(1);
    expect(idsOf(page.store.getSnapshot().feed.events)).toEqual([4, 3, 2, 1]);
  });

  it("tells of changed deliveries and puts them into the chips", async () => {
    const page = setUp([madeUpFeed(1, { chips: [madeUpChip(1)] })]);
    await page.connect();
    const heard: DeliveryChip[] = [];
    page.store.onDeliveries((chips) => heard.push(...chips));
    page.source().message({ type: "delivery", chip: madeUpChip(1, { status: "delivered" }) });
    await page.pass();
    expect(heard).toHaveLength(1);
    expect(page.store.getSnapshot().feed.events[0]?.chips[0]?.status).toBe("delivered");
  });

  it("remembers since when the connection is lost, and keeps what it knew", async () => {
    const page = setUp(madeUpFeeds(1));
    await page.connect();
    page.source().lost();
    const now = page.store.getSnapshot();
    expect(now.connection).toEqual({ state: "lost", since: 12_000 });
    expect(idsOf(now.feed.events)).toEqual([1]);
  });

  it("corrects the chips that changed while the connection was lost", async () => {
    const page = setUp([madeUpFeed(1, { chips: [madeUpChip(1)] })]);
    await page.connect();
    page.source().lost();
    page.core.stored = [madeUpFeed(2), madeUpFeed(1, { chips: [madeUpChip(1, { status: "delivered" })] })];
    page.source().connected();
    await page.pass();
    const { feed, connection } = page.store.getSnapshot();
    expect(connection.state).toBe("live");
    expect(idsOf(feed.events)).toEqual([2, 1]);
    expect(feed.events[1]?.chips[0]?.status).toBe("delivered");
  });

  it("opens a subscription that ended again, after growing waits", async () => {
    const page = setUp();
    page.store.start();
    const waits: number[] = [];
    for (let round = 0; round < 5; round += 1) {
      page.source().ended();
      waits.push(...page.waits());
      await page.pass();
    }
    expect(waits).toEqual([1_000, 2_000, 5_000, 10_000, 10_000]);
    expect(page.core.opened).toBe(6);
  });

  it("counts as lost when the newest events cannot be read, and tries again", async () => {
    const page = setUp(madeUpFeeds(1));
    page.core.failing = true;
    await page.connect();
    expect(page.store.getSnapshot().connection.state).toBe("lost");
    page.core.failing = false;
    await page.pass();
    page.source().connected();
    await page.pass();
    expect(idsOf(page.store.getSnapshot().feed.events)).toEqual([1]);
  });

  it("holds new events back while paused and shows them when it goes on", async () => {
    const page = setUp(madeUpFeeds(1));
    await page.connect();
    page.store.setPaused(true);
    page.source().message({ type: "event", feed: madeUpFeed(2) });
    await page.pass();
    expect(idsOf(page.store.getSnapshot().feed.events)).toEqual([1]);
    expect(page.store.getSnapshot().feed.heldRows).toBe(1);
    page.store.setPaused(false);
    expect(idsOf(page.store.getSnapshot().feed.events)).toEqual([2, 1]);
  });

  it("reads anew instead of holding thousands while paused", async () => {
    const page = setUp(madeUpFeeds(1));
    await page.connect();
    page.store.setPaused(true);
    const many = madeUpFeeds(...Array.from({ length: 700 }, (_, at) => 701 - at));
    for (const feed of many) page.source().message({ type: "event", feed });
    await page.pass();
    page.core.stored = [...many, ...madeUpFeeds(1)];
    page.store.setPaused(false);
    await page.pass();
    expect(idsOf(page.store.getSnapshot().feed.events)).toEqual(idsOf(many.slice(0, 100)));
  });

  it("shows one camera only, of what is stored and of what comes", async () => {
    const page = setUp([madeUpFeed(2, {}, "yard"), madeUpFeed(1)]);
    await page.connect();
    page.store.setCamera("yard");
    await page.pass();
    page.source().message({ type: "event", feed: madeUpFeed(3) });
    page.source().message({ type: "event", feed: madeUpFeed(4, {}, "yard") });
    await page.pass();
    expect(idsOf(page.store.getSnapshot().feed.events)).toEqual([4, 2]);
  });

  it("reads older pages until there are none", async () => {
    const page = setUp(madeUpFeeds(...Array.from({ length: 150 }, (_, at) => 150 - at)));
    await page.connect();
    expect(page.store.getSnapshot().feed.complete).toBe(false);
    page.store.loadOlder();
    page.store.loadOlder();
    await page.pass();
    const { feed, loadingOlder } = page.store.getSnapshot();
    expect([feed.events.length, feed.complete, loadingOlder]).toEqual([150, true, false]);
    expect(page.core.queries).toBe(2);
  });

  it("does nothing more once stopped, whatever the closed subscription still says", async () => {
    const page = setUp(madeUpFeeds(1));
    await page.connect();
    const last = page.source();
    page.store.stop();
    last.message({ type: "event", feed: madeUpFeed(2) });
    last.ended();
    expect(page.waits()).toEqual([]);
    expect(page.core.opened).toBe(1);
  });
});

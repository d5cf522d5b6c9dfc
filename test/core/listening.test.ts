/** Who is listened to, how often it is tried again, and what a person is told of it. */

import { describe, expect, it } from "vitest";
import { type Audible, createForwarderListeners } from "../../src/main/core/listeners.ts";
import { composeStatus, type StatusParts } from "../../src/main/core/status.ts";
import { DeliveryError } from "../../src/main/forwarders/forwarder.ts";
import { recordedPhrase } from "../../src/shared/phrases/phrase.ts";
import { createVirtualClock } from "../queue/virtual-clock.ts";

const quiet = { debug() {}, info() {}, warn() {}, error() {} };
const away = new DeliveryError("unreachable", recordedPhrase("ha:8123 refused the connection."));
const refused = new DeliveryError("unauthorized", recordedPhrase("ha:8123 refused the access token."));

/** One destination whose listening ends as `endings` say, one after the other; then it stands. */
function ear(endings: (Error | null)[] = [], revision = "1") {
  const calls: AbortSignal[] = [];
  const audible: Audible = {
    queue: { id: "d-1", name: "Home", revision },
    forwarder: { type: "home-assistant", unheard: "What is answered there is not heard." },
    async listen(signal, ready) {
      calls.push(signal);
      const end = endings.shift();
      if (end === null) return;
      if (end) throw end;
      ready();
      await new Promise<void>((resolve) => signal.addEventListener("abort", () => resolve(), { once: true }));
    },
  };
  return { audible, calls };
}

function listening() {
  const clock = createVirtualClock(() => false);
  let changes = 0;
  const listeners = createForwarderListeners({ clock, log: quiet, onChange: () => (changes += 1) });
  return { clock, listeners, changes: () => changes };
}

describe("a destination that says things by itself", () => {
  it("is listened to until it is replaced, the former one before the next", async () => {
    const { clock, listeners } = listening();
    const [first, second] = [ear(), ear([], "2")];
    listeners.use([first.audible]);
    await clock.settle();
    listeners.use([first.audible]);
    listeners.use([second.audible]);
    expect(second.calls).toEqual([]);
    await clock.settle();
    expect(first.calls.map(({ aborted }) => aborted)).toEqual([true]);
    expect(second.calls).toHaveLength(1);
    await listeners.stop();
    expect(second.calls[0]?.aborted).toBe(true);
  });

  it("is tried again with growing waits, and a person hears of it from the second failure on", async () => {
    const { clock, listeners } = listening();
    const { audible, calls } = ear([away, away, away]);
    listeners.use([audible]);
    await clock.settle();
    expect(listeners.attention()).toEqual([]);
    await clock.advance(5000);
    const text = "Home: What is answered there is not heard. ha:8123 refused the connection. It is tried again by itself.";
    expect(listeners.attention()).toMatchObject([{ level: "warning", key: "listening:d-1", text }]);
    await clock.advance(9999);
    expect(calls).toHaveLength(2);
    await clock.advance(1);
    expect(calls).toHaveLength(3);
    await clock.advance(20_000);
    expect(calls).toHaveLength(4);
    expect(listeners.attention()).toEqual([]);
    await listeners.stop();
  });

  it("and has just taken a delivery is tried again at once", async () => {
    const { clock, listeners } = listening();
    const { audible, calls } = ear([away, away]);
    listeners.use([audible]);
    await clock.advance(5000);
    expect([calls.length, listeners.attention().length]).toEqual([2, 1]);
    listeners.soon("d-1");
    await clock.settle();
    expect([calls.length, listeners.attention().length]).toEqual([3, 0]);
    listeners.soon("d-1");
    await clock.advance(60_000);
    expect(calls).toHaveLength(3);
    await listeners.stop();
  });

  it("that refused us is left alone after one try, until its settings change or it is resumed", async () => {
    const { clock, listeners } = listening();
    const { audible, calls } = ear([refused]);
    listeners.use([audible]);
    await clock.advance(3_600_000);
    expect(calls).toHaveLength(1);
    expect(listeners.attention()[0]).toMatchObject({
      level: "error",
      text: expect.stringContaining("or the destination is resumed"),
    });
    // Only its name is another.
    listeners.use([{ ...audible, queue: { ...audible.queue, name: "House" } }]);
    await clock.advance(60_000);
    expect(calls).toHaveLength(1);
    listeners.again("d-1");
    await clock.settle();
    expect(calls).toHaveLength(2);
    expect(listeners.attention()).toEqual([]);
    await listeners.stop();
  });

  it("and has nothing to say is not asked again", async () => {
    const { clock, listeners } = listening();
    const { audible, calls } = ear([null]);
    listeners.use([audible]);
    await clock.advance(3_600_000);
    expect([calls.length, listeners.attention()]).toEqual([1, []]);
    await listeners.stop();
  });
});

describe("what a person is told", () => {
  const status = (state: "retrying" | "ok") =>
    composeStatus({
      ...{
        version: "1",
        startedAt: 0,
        lastReceivedAt: null,
        inboxes: [],
        lists: [],
        backups: [],
        found: [],
        deliveriesPaused: null,
        appearance: { theme: "system", language: "system" },
      },
      receiver: { state: "listening", host: "", port: 0, tls: false, urls: [], problem: null, refusals: [] },
      health: { ok: true, reason: null, freeBytes: 1, imageBytes: 1, databaseBytes: 1 } as StatusParts["health"],
      today: { events: 0, reads: 0, quarantined: 0 },
      destinations: [
        { id: "d-1", name: "Home", forwarder: "home-assistant", enabled: true },
      ] as unknown as StatusParts["destinations"],
      listening: [{ level: "warning", key: "listening:d-1", text: "Home: not heard." }],
      states: [{ destinationId: "d-1", name: state, reason: "It is away." }] as unknown as StatusParts["states"],
      ledger: [],
      deliveredToday: () => 0,
    }).attention.map(({ key }) => key);

  it("leaves out that a destination is not heard where it is told to be away", () => {
    expect(status("ok")).toEqual(["listening:d-1"]);
    expect(status("retrying")).toEqual(["destination:d-1"]);
  });
});

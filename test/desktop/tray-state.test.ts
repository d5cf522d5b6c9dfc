import { describe, expect, it } from "vitest";
import { createTexts } from "../../src/main/desktop/texts.ts";
import { receivingFor, type TrayIcon, trayState } from "../../src/main/desktop/tray-state.ts";
import { createTrayUpdates } from "../../src/main/desktop/tray-updates.ts";
import type { CoreStatus, ReceiverStatus } from "../../src/shared/status.ts";

const now = Date.UTC(2026, 10, 23, 12);
const texts = createTexts("en");

type Changes = Omit<Partial<CoreStatus>, "receiver"> & { receiver?: Partial<ReceiverStatus> };

function status(changes: Changes = {}): CoreStatus {
  return {
    version: "0.1.0",
    startedAt: now - 3_600_000,
    store: { ok: true, reason: null, freeBytes: 1e12, imageBytes: 0, databaseBytes: 0 },
    today: { events: 7, reads: 9, quarantined: 0 },
    lastReceivedAt: null,
    destinations: [],
    inboxes: [],
    ledgerBalanced: true,
    deliveriesPaused: null,
    attention: [],
    ...changes,
    receiver: {
      ...{
        state: "listening",
        host: "0.0.0.0",
        port: 8001,
        tls: false,
        urls: ["http://192.168.1.20:8001/"],
        problem: null,
        refusals: [],
      },
      ...changes.receiver,
    },
  };
}

const warning = { level: "warning", key: "destination:1", text: "Front desk refused the token." } as const;
const error = { level: "error", key: "store", text: "The disk is full." } as const;

const table: [string, CoreStatus | null, TrayIcon, "error" | "warning" | null, RegExp][] = [
  ["the core does not run", null, "stopped", null, /stopped/],
  ["the receiver was stopped", status({ receiver: { state: "stopped" } }), "stopped", null, /not received/],
  ["the receiver starts", status({ receiver: { state: "starting" } }), "idle", null, /starting/],
  ["no webhook ever came", status(), "idle", null, /http:\/\/192\.168\.1\.20:8001\//],
  ["a webhook came just now", status({ lastReceivedAt: now }), "receiving", null, /9 plates today/],
  ["a webhook came 59 s ago", status({ lastReceivedAt: now - 59_000 }), "receiving", null, /receiving/],
  ["a webhook came a minute ago", status({ lastReceivedAt: now - receivingFor }), "idle", null, /No webhook/],
  ["the clock was set back by an hour", status({ lastReceivedAt: now + 3_600_000 }), "idle", null, /No webhook/],
  [
    "a destination needs someone",
    status({ attention: [warning], lastReceivedAt: now }),
    "attention",
    "warning",
    /refused the token/,
  ],
  ["several things need someone", status({ attention: [error, warning] }), "attention", "error", /disk is full.*1 more/],
  ["the less urgent stands first", status({ attention: [warning, error] }), "attention", "error", /refused the token/],
  [
    "the port is taken",
    status({ receiver: { state: "failed", problem: "Port 8001 is taken." } }),
    "attention",
    "error",
    /8001 is taken/,
  ],
  [
    "the store fails, and nobody listed it",
    status({ store: { ...status().store, ok: false, reason: "The disk is full." }, lastReceivedAt: now }),
    "attention",
    "error",
    /disk is full/,
  ],
  ["the ledger does not balance", status({ ledgerBalanced: false }), "attention", "error", /Plate Courier/],
];

describe("the tray", () => {
  it.each(table)("shows, when %s, the right icon, badge and words", (_when, given, icon, badge, words) => {
    const shown = trayState(given, now, texts);
    expect({ icon: shown.icon, badge: shown.badge }).toEqual({ icon, badge });
    expect(shown.tooltip).toMatch(words);
  });

  it("never gives Windows a tooltip that it would cut", () => {
    const long = { ...warning, text: "x".repeat(500) };
    expect(trayState(status({ attention: [long] }), now, texts).tooltip).toHaveLength(127);
    expect(trayState(status({ attention: [long, long] }), now, texts).tooltip).toMatch(/… \(and 1 more\)$/);
  });

  it("changes at most once a second, and shows the last of many states", () => {
    const { clock, pass } = handClock();
    const shown: string[] = [];
    const updates = createTrayUpdates({ clock, texts, show: ({ icon }) => shown.push(icon) });
    updates.update(status());
    updates.update(status({ attention: [error] }));
    updates.update(status());
    updates.update(status({ attention: [warning] }));
    expect(shown).toEqual(["idle"]);
    pass(1_000);
    expect(shown).toEqual(["idle", "attention"]);
  });

  it("does not show the same state twice, however often it is told", () => {
    const { clock, pass } = handClock();
    const shown: string[] = [];
    const updates = createTrayUpdates({ clock, texts, show: ({ tooltip }) => shown.push(tooltip) });
    for (let times = 0; times < 20; times++) {
      updates.update(status());
      pass(2_000);
    }
    expect(shown).toHaveLength(1);
  });

  it("falls back to idle by itself a minute after the last webhook", () => {
    const { clock, pass } = handClock();
    const shown: string[] = [];
    const updates = createTrayUpdates({ clock, texts, show: ({ icon }) => shown.push(icon) });
    updates.update(status({ lastReceivedAt: clock.now() }));
    pass(59_000);
    expect(shown).toEqual(["receiving"]);
    pass(2_000);
    expect(shown).toEqual(["receiving", "idle"]);
  });

  it("shows nothing any more after it was stopped", () => {
    const { clock, pass } = handClock();
    const shown: string[] = [];
    const updates = createTrayUpdates({ clock, texts, show: ({ icon }) => shown.push(icon) });
    updates.update(status({ lastReceivedAt: clock.now() }));
    updates.stop();
    pass(120_000);
    expect(shown).toEqual(["receiving"]);
  });
});

/** A clock that stands until `pass` moves it, firing what falls due on the way. */
function handClock() {
  let time = now;
  const waiting = new Set<{ at: number; callback: () => void }>();
  return {
    clock: {
      now: () => time,
      after(ms: number, callback: () => void) {
        const one = { at: time + ms, callback };
        waiting.add(one);
        return () => waiting.delete(one);
      },
    },
    pass(ms: number) {
      const until = time + ms;
      for (;;) {
        const next = [...waiting].filter(({ at }) => at <= until).sort((a, b) => a.at - b.at)[0];
        if (!next) break;
        waiting.delete(next);
        time = next.at;
        next.callback();
      }
      time = until;
    },
  };
}

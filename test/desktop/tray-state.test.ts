import { describe, expect, it } from "vitest";
import { createTexts } from "../../src/main/desktop/texts.ts";
import { receivingFor, type TrayIcon, type TrayState, trayState } from "../../src/main/desktop/tray-state.ts";
import { createTrayUpdates } from "../../src/main/desktop/tray-updates.ts";
import type { CoreStatus, ReceiverStatus } from "../../src/shared/status.ts";
import { handClock } from "./hand-clock.ts";

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
    appearance: { theme: "system", language: "system" },
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

const table: [string, CoreStatus | null, TrayIcon, number, "error" | "warning" | null, RegExp][] = [
  ["the core does not run", null, "stopped", 0, null, /stopped/],
  ["the receiver was stopped", status({ receiver: { state: "stopped" } }), "stopped", 0, null, /not received/],
  ["the receiver starts", status({ receiver: { state: "starting" } }), "idle", 0, null, /starting/],
  ["no webhook ever came", status(), "idle", 0, null, /192\.168\.1\.20:8001\/, 9 plates today\nNo webhook/],
  ["a webhook came just now", status({ lastReceivedAt: now }), "receiving", 0, null, /9 plates today\nReceiving$/],
  ["a webhook came 59 s ago", status({ lastReceivedAt: now - 59_000 }), "receiving", 0, null, /Receiving/],
  ["a webhook came a minute ago", status({ lastReceivedAt: now - receivingFor }), "idle", 0, null, /No webhook/],
  ["the clock was set back by an hour", status({ lastReceivedAt: now + 3_600_000 }), "idle", 0, null, /No webhook/],
  [
    "deliveries are paused",
    status({ lastReceivedAt: now, deliveriesPaused: { since: now, until: null } }),
    "receiving",
    0,
    null,
    /Receiving\nDeliveries are paused/,
  ],
  [
    "a destination needs someone",
    status({ attention: [warning], lastReceivedAt: now }),
    "attention",
    1,
    "warning",
    /9 plates today\nFront desk refused the token\.$/,
  ],
  ["several things need someone", status({ attention: [error, warning] }), "attention", 2, "error", /disk is full.*1 more/],
  ["the less urgent stands first", status({ attention: [warning, error] }), "attention", 2, "error", /refused the token/],
  [
    "the port is taken",
    status({ receiver: { state: "failed", problem: "Port 8001 is taken." } }),
    "attention",
    0,
    "error",
    /not listening, 9 plates today\nPort 8001 is taken/,
  ],
  [
    "the store fails, and nobody listed it",
    status({ store: { ...status().store, ok: false, reason: "The disk is full." }, lastReceivedAt: now }),
    "attention",
    0,
    "error",
    /disk is full/,
  ],
  ["the ledger does not balance", status({ ledgerBalanced: false }), "attention", 0, "error", /ledger does not balance/],
];

describe("the tray", () => {
  it.each(table)("shows, when %s, the right icon, number, badge and words", (_when, given, icon, count, badge, words) => {
    const shown = trayState(given, now, texts);
    expect({ icon: shown.icon, count: shown.count, badge: shown.badge }).toEqual({ icon, count, badge });
    expect(shown.tooltip).toMatch(words);
  });

  it("says of a receiver in another process that it does not answer, not that it was stopped", () => {
    expect(trayState(null, now, texts, "lost")).toMatchObject({
      icon: "stopped",
      tooltip: expect.stringContaining("does not answer"),
    });
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

  it.each([-3_600_000, -365 * 86_400_000, 3_600_000])("goes on when the clock is set by %d ms", (jump) => {
    const { clock, pass } = handClock();
    let moved = 0;
    const shown: string[] = [];
    const show = ({ icon }: TrayState) => void shown.push(icon);
    const updates = createTrayUpdates({ clock: { ...clock, now: () => clock.now() + moved }, texts, show });
    updates.update(status());
    moved = jump;
    updates.update(status({ attention: [error] }));
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

  it("counts up in the badge although the words stay the same", () => {
    const { clock, pass } = handClock();
    const shown: number[] = [];
    const updates = createTrayUpdates({ clock, texts, show: ({ count }) => shown.push(count) });
    updates.update(status({ attention: Array(9).fill(error) }));
    pass(1_000);
    updates.update(status({ attention: Array(10).fill(error) }));
    expect(shown).toEqual([9, 10]);
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

import { describe, expect, it } from "vitest";
import { type DoctorFacts, judgeHops } from "../../src/main/core/doctor.ts";
import type { BackupRecord } from "../../src/shared/backups.ts";
import { brokenHop, type CheckLevel, type DoctorCheck, type Hop, hops } from "../../src/shared/doctor.ts";
import type { CoreStatus, DestinationStatus, InboxStatus } from "../../src/shared/status.ts";

const status: CoreStatus = {
  ...{
    version: "1",
    startedAt: 0,
    lastReceivedAt: 1000,
    ledgerBalanced: true,
    deliveriesPaused: null,
    attention: [],
    destinations: [],
    inboxes: [],
    appearance: { theme: "system", language: "system" },
  },
  receiver: { state: "listening", host: "0.0.0.0", port: 8001, tls: false, urls: [], problem: null, refusals: [] },
  store: { ok: true, reason: null, freeBytes: 100, imageBytes: 0, databaseBytes: 0 },
  today: { events: 1, reads: 1, quarantined: 0 },
};
const noCopy: BackupRecord = { madeAt: null, bytes: 0, tookMs: 0, triedAt: null, failures: 0, problem: null };
const contact = { source: "yard", address: "10.0.0.1", lastAt: 1000, webhooks: 3 };
const healthy: DoctorFacts = {
  ...{ status, holder: { pid: 7, name: "node" }, pid: 7, looked: 5000, requireToken: true, keepFreeBytes: 10 },
  addresses: [{ url: "http://192.168.1.20:8001/", card: "Ethernet", kind: "network" }],
  firewall: { state: "open", profiles: ["Private"], because: "rule", rule: "Plate Courier", limitedTo: [] },
  ...{ refusals: [], sources: ["yard"], contacts: [contact], lastQuarantined: null },
  clocks: [{ camera: "gate", behindMs: 1200, lastAt: 1000 }],
  backups: { everyHours: 24, record: { ...noCopy, madeAt: 900, bytes: 5000, tookMs: 20, triedAt: 900 } },
};
const destination = (changes: Partial<DestinationStatus>): DestinationStatus => ({
  ...{ id: "vms", name: "VMS", forwarder: "webhook", state: "ok", waiting: 0, failed: 0, deliveredToday: 1, since: null },
  ...{
    sentence: "Delivered 1 today.",
    reason: null,
    pausedByOperator: false,
    pausedFor: null,
    camera: null,
    nextAttemptAt: null,
  },
  ...changes,
});
const inbox = (state: InboxStatus["state"]): InboxStatus => ({
  ...{ id: "aws", name: "Yard", state, since: 0, sentence: "", reason: "", lastReceivedAt: null, received: 0, setAside: null },
});

const judge = (changes: Partial<DoctorFacts>) => judgeHops({ ...healthy, ...changes });
const hop = <H extends Hop>(checks: DoctorCheck[], name: H) =>
  checks.find((check): check is Extract<DoctorCheck, { hop: H }> => check.hop === name);
const level = (name: Hop, changes: Partial<DoctorFacts>) => hop(judge(changes), name)?.level;
const withStatus = (changes: Partial<CoreStatus>): Partial<DoctorFacts> => ({ status: { ...status, ...changes } });
const receiver = (changes: Partial<CoreStatus["receiver"]>) => withStatus({ receiver: { ...status.receiver, ...changes } });

describe("the doctor", () => {
  it("finds nothing where all is well, and looks at the hops in the order of a webhook's way", () => {
    const checks = judge(withStatus({ destinations: [destination({})] }));
    expect(checks.every((check) => check.level === "ok")).toBe(true);
    expect(checks.map((check) => check.hop)).toEqual(hops.filter((name) => name !== "inboxes"));
    expect(brokenHop(checks)).toBeNull();
  });

  it.each<[CheckLevel, DoctorFacts["backups"]]>([
    ["ok", healthy.backups],
    ["unknown", { everyHours: 24, record: noCopy }],
    // Whoever switched them off knows it.
    ["unknown", { ...healthy.backups, everyHours: 0 }],
    ["attention", { everyHours: 24, record: { ...noCopy, madeAt: 900, failures: 1, problem: { kind: "room", detail: "" } } }],
  ])("finds copies of the database %s", (expected, backups) => {
    expect(level("backups", { backups })).toBe(expected);
  });

  it("names the first hop that is broken", () => {
    const checks = judge({
      firewall: { state: "blocked", profiles: ["Public"], rule: null, program: "x" },
      ...withStatus({ destinations: [destination({ state: "paused" })] }),
    });
    expect(brokenHop(checks)).toBe("firewall");
    expect(hop(checks, "destinations")?.level).toBe("broken");
  });

  it.each<[Hop, CheckLevel, Partial<DoctorFacts>]>([
    ["listener", "broken", receiver({ state: "failed", problem: "Port 8001 is taken by nginx (process 812)." })],
    ["port", "broken", { ...receiver({ state: "failed" }), holder: { pid: 812, name: "nginx" } }],
    ["port", "unknown", { ...receiver({ state: "failed" }), holder: null }],
    ["port", "attention", { holder: { pid: 812, name: "nginx" } }],
    ["port", "ok", { holder: null }],
    ["addresses", "attention", { addresses: [{ url: "http://127.0.0.1:8001/", card: "lo", kind: "loopback" }] }],
    ["addresses", "ok", { addresses: [{ url: "http://100.64.0.1:8001/", card: "tailscale0", kind: "vpn" }] }],
    ["addresses", "broken", { addresses: [] }],
    [
      "firewall",
      "attention",
      { firewall: { state: "open", profiles: [], because: "rule", rule: "x", limitedTo: ["LocalSubnet"] } },
    ],
    ["firewall", "unknown", { firewall: { state: "not-windows" } }],
    ["firewall", "unknown", { firewall: { state: "checking" } }],
    ["contact", "unknown", { contacts: [] }],
    ["contact", "attention", { sources: ["yard", "gate"] }],
    ["clocks", "attention", { clocks: [{ camera: "gate", behindMs: -5001, lastAt: 1 }] }],
    ["clocks", "attention", { clocks: [{ camera: "gate", behindMs: 60_001, lastAt: 1 }] }],
    ["clocks", "ok", { clocks: [{ camera: "gate", behindMs: 9_000, lastAt: 1 }] }],
    ["clocks", "unknown", { clocks: [] }],
    ["quarantine", "attention", withStatus({ today: { events: 2, reads: 1, quarantined: 1 } })],
    ["disk", "attention", { keepFreeBytes: 101 }],
    ["disk", "broken", withStatus({ store: { ...status.store, ok: false, reason: "The disk is full." } })],
    ["inboxes", "broken", withStatus({ inboxes: [inbox("receiving"), inbox("stopped")] })],
    ["inboxes", "ok", withStatus({ inboxes: [inbox("receiving"), inbox("disabled")] })],
    ["destinations", "unknown", withStatus({ destinations: [] })],
    ["destinations", "attention", withStatus({ destinations: [destination({ failed: 2 })] })],
    ["destinations", "attention", withStatus({ destinations: [destination({ state: "paused", pausedByOperator: true })] })],
    ["destinations", "broken", withStatus({ destinations: [destination({}), destination({ id: "b", state: "paused" })] })],
    ["destinations", "ok", withStatus({ destinations: [destination({ state: "disabled", failed: 2 })] })],
  ])("calls %s %s for %j", (name, expected, changes) => {
    expect(level(name, changes)).toBe(expected);
  });

  it("minds refusals until the same address was let in", () => {
    const refusals = [{ address: "10.0.0.1", count: 3, lastAt: 900 }];
    expect(level("tokens", { refusals })).toBe("ok");
    expect(level("tokens", { refusals: [{ address: "10.0.0.1", count: 3, lastAt: 1100 }] })).toBe("attention");
    expect(level("tokens", { refusals, contacts: [] })).toBe("broken");
  });

  it("names the sources that did not post", () => {
    expect(hop(judge({ sources: ["yard", "gate"] }), "contact")).toMatchObject({ silent: ["gate"], looked: 5000 });
  });
});

import i18next from "i18next";
import { describe, expect, it } from "vitest";
import { wordsOf } from "../../../src/renderer/doctor/words.ts";
import texts from "../../../src/renderer/locales/en/doctor.json" with { type: "json" };
import { createFormats } from "../../../src/renderer/ui/format.ts";
import { backupProblems } from "../../../src/shared/backups.ts";
import type { DoctorCheck, FirewallState } from "../../../src/shared/doctor.ts";
import statusTexts from "../../../src/shared/locales/en/status.json" with { type: "json" };
import type { DestinationStatus, InboxStatus } from "../../../src/shared/status.ts";
import { findingCodes } from "../../../src/shared/stream-config/finding.ts";

const i18n = i18next.createInstance();
await i18n.init({
  lng: "en",
  resources: { en: { doctor: texts, status: statusTexts } },
  defaultNS: "doctor",
  initAsync: false,
  interpolation: { escapeValue: false },
});
const words = (check: DoctorCheck) => wordsOf(check, i18n.getFixedT("en", "doctor"), createFormats("en", "UTC"));

const receiver = { state: "listening", host: "0.0.0.0", port: 8001, tls: false, problem: null } as const;
const firewall = (state: FirewallState): DoctorCheck => ({ hop: "firewall", level: "ok", firewall: state, port: 8001 });
const open: Extract<FirewallState, { state: "open" }> = {
  state: "open",
  profiles: ["Private", "Domain"],
  because: "rule",
  rule: "Plates",
  limitedTo: [],
};
const vms: DestinationStatus = {
  ...{ id: "a", name: "VMS", forwarder: "webhook", state: "paused", waiting: 3, failed: 0, deliveredToday: 0, since: null },
  ...{
    sentence: "",
    reason: "It refused.",
    pausedByOperator: false,
    pausedFor: "unauthorized",
    camera: null,
    nextAttemptAt: null,
  },
};
const yard: InboxStatus = {
  ...{ id: "a", name: "Yard", state: "stopped", since: 0, sentence: "", reason: "No rights.", lastReceivedAt: null, received: 0 },
  setAside: { count: 2, reason: "they are too large" },
};
const someone = { source: "Yard", address: "10.0.0.1", lastAt: 0, webhooks: 2 };
const address = (kind: "network" | "vpn" | "virtual" | "self-assigned" | "loopback") => ({
  url: "http://10.0.0.1:8001/",
  card: "Eth",
  kind,
});

const copies = { madeAt: null, bytes: 0, problem: null };
const checks: DoctorCheck[] = [
  { hop: "listener", level: "ok", receiver },
  { hop: "listener", level: "ok", receiver: { ...receiver, host: "10.0.0.1" } },
  { hop: "listener", level: "broken", receiver: { ...receiver, state: "failed" } },
  { hop: "listener", level: "broken", receiver: { ...receiver, state: "stopped" } },
  { hop: "listener", level: "attention", receiver: { ...receiver, state: "starting" } },
  { hop: "port", level: "ok", port: 8001, holder: null, ours: true },
  { hop: "port", level: "attention", port: 8001, holder: { pid: 7, name: "nginx" }, ours: false },
  { hop: "port", level: "broken", port: 8001, holder: { pid: 7, name: null }, ours: false },
  { hop: "port", level: "broken", port: 8001, holder: { pid: null, name: null }, ours: false },
  { hop: "port", level: "unknown", port: 8001, holder: null, ours: false },
  ...(["network", "vpn", "virtual", "self-assigned", "loopback"] as const).map(
    (kind): DoctorCheck => ({ hop: "addresses", level: "ok", addresses: [address(kind)], host: "0.0.0.0" }),
  ),
  { hop: "addresses", level: "attention", addresses: [address("loopback")], host: "127.0.0.1" },
  { hop: "addresses", level: "broken", addresses: [], host: "0.0.0.0" },
  firewall({ state: "not-windows" }),
  firewall({ state: "checking" }),
  ...(["no-network", "slow", "failed"] as const).map((because) => firewall({ state: "unknown", because })),
  firewall(open),
  firewall({ ...open, limitedTo: ["LocalSubnet"] }),
  ...(["off", "default"] as const).map((because) => firewall({ ...open, because, rule: null })),
  firewall({ state: "blocked", profiles: ["Public"], rule: null, program: "C:\\p.exe" }),
  firewall({ state: "blocked", profiles: ["Public"], rule: "Plates", program: "C:\\p.exe" }),
  firewall({ state: "blocked", profiles: ["Private"], rule: "Bob's ports", program: null }),
  { hop: "tokens", level: "ok", required: true, refusals: [] },
  { hop: "tokens", level: "ok", required: false, refusals: [] },
  { hop: "tokens", level: "ok", required: true, refusals: [{ address: "10.0.0.1", count: 1, lastAt: 0 }] },
  { hop: "tokens", level: "broken", required: true, refusals: [{ address: "10.0.0.1", count: 2, lastAt: 0 }] },
  { hop: "contact", level: "unknown", contacts: [], silent: [], looked: 5000 },
  { hop: "contact", level: "attention", contacts: [someone, { ...someone, source: null }], silent: ["Gate"], looked: 5000 },
  { hop: "clocks", level: "unknown", cameras: [] },
  { hop: "clocks", level: "ok", cameras: [{ camera: "gate", behindMs: 1200, lastAt: 0 }] },
  {
    hop: "clocks",
    level: "attention",
    cameras: [-90_000, 90_000, 0].map((behindMs) => ({ camera: "gate", behindMs, lastAt: 0 })),
  },
  { hop: "quarantine", level: "ok", today: 0, latest: null },
  { hop: "quarantine", level: "attention", today: 2, latest: { eventId: 7, at: 0, reason: "No results." } },
  { hop: "disk", level: "ok", freeBytes: 1e9, keepFreeBytes: 1e8, reason: null },
  { hop: "disk", level: "attention", freeBytes: 1e7, keepFreeBytes: 1e8, reason: null },
  { hop: "disk", level: "broken", freeBytes: 0, keepFreeBytes: 1e8, reason: null },
  ...[0, 24].map((everyHours): DoctorCheck => ({ hop: "backups", level: "unknown", everyHours, ...copies })),
  { hop: "backups", level: "ok", everyHours: 24, ...copies, madeAt: 0, bytes: 9 },
  ...backupProblems.map(
    (kind): DoctorCheck => ({ hop: "backups", level: "attention", everyHours: 24, ...copies, problem: { kind, detail: "Why." } }),
  ),
  { hop: "inboxes", level: "ok", inboxes: [] },
  { hop: "inboxes", level: "broken", inboxes: [{ status: yard, level: "broken" }] },
  { hop: "destinations", level: "unknown", destinations: [], count: 0, held: false },
  { hop: "destinations", level: "ok", destinations: [], count: 2, held: false },
  {
    hop: "destinations",
    level: "broken",
    destinations: [{ status: vms, level: "broken" }],
    ...{ count: 1, held: false },
  },
];

describe("the doctor's words", () => {
  it.each(checks.map((check) => [check.hop, check.level, check] as const))(
    "of %s, %s, are whole sentences",
    (_, level, check) => {
      const { sentence, details, remedies, state } = words(check);
      const said = [sentence, ...details, ...remedies.map(({ text }) => text), state ?? texts.level[level]];
      for (const text of said) {
        expect(text).not.toMatch(/\{\{|undefined|null|^[a-z-]+\.[\w.-]+$/);
        expect(text).not.toBe("");
      }
      if (level === "broken" && check.hop !== "firewall" && check.hop !== "addresses") expect(remedies).not.toEqual([]);
    },
  );

  it("open what a missing rule, a blocked program or a blocked port needs, and nothing more", () => {
    const [port, program, ports] = checks
      .filter((check) => check.hop === "firewall" && check.firewall.state === "blocked")
      .map(words);
    expect(port?.copy?.text).toBe(
      "New-NetFirewallRule -DisplayName 'Plate Courier' -Direction Inbound -Action Allow -Protocol TCP -LocalPort 8001 -Profile Public",
    );
    expect(program?.copy?.text).toContain("-Program 'C:\\p.exe'");
    expect(ports?.copy?.text).toContain("-DisplayName 'Bob''s ports'");
    expect(port?.details.join()).toContain("as public");
    expect(ports?.details).toEqual([]);
  });

  it("name at most twelve of many, and how many more there are", () => {
    const refusals = Array.from({ length: 40 }, (_, n) => ({ address: `10.0.0.${n}`, count: 1, lastAt: 0 }));
    const { details } = words({ hop: "tokens", level: "broken", required: true, refusals });
    expect(details).toHaveLength(13);
    expect(details.at(-1)).toBe("+28");
  });

  it("have a sentence for everything that can be found in a config.ini", () => {
    expect(Object.keys(texts.config.finding).sort()).toEqual([...findingCodes].sort());
  });
});

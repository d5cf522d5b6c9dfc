import { describe, expect, it } from "vitest";
import { createTexts, statusTell } from "../../src/main/desktop/texts.ts";
import { english } from "../../src/main/english.ts";
import { forwarders } from "../../src/main/forwarders/index.ts";
import texts from "../../src/shared/locales/en/status.json" with { type: "json" };
import { phrase } from "../../src/shared/phrases/phrase.ts";
import {
  type Attention,
  type CoreStatus,
  type DestinationStatus,
  destinationStates,
  type InboxStateName,
  type InboxStatus,
} from "../../src/shared/status.ts";
import { attentionSentence, destinationSentence, inboxSentence, type Tell } from "../../src/shared/status-sentences.ts";

const spanish = statusTell(createTexts("es"));
const portuguese = statusTell(createTexts("pt-BR"));
const everybody: [string, Tell][] = [
  ["en", english],
  ["es", spanish],
  ["pt-BR", portuguese],
];

const vms: DestinationStatus = {
  ...{ id: "vms", name: "Nx", forwarder: "nx-witness", state: "ok", waiting: 0, failed: 0, deliveredToday: 0, since: null },
  ...{ sentence: "", reason: null, pausedByOperator: false, pausedFor: null, camera: null, nextAttemptAt: null },
};
const inbox: InboxStatus = {
  ...{ id: "aws", name: "Yard", state: "receiving", since: 0, sentence: "", reason: "", lastReceivedAt: null, received: 0 },
  setAside: null,
};
const status: Omit<CoreStatus, "attention"> = {
  ...{ version: "1.0.0", startedAt: 0, lastReceivedAt: null, ledgerBalanced: true, deliveriesPaused: null },
  receiver: { state: "failed", host: "0.0.0.0", port: 8001, tls: false, urls: [], problem: "Port 8001 is taken.", refusals: [] },
  store: { ok: false, reason: "The disk is full.", freeBytes: 0, imageBytes: 0, databaseBytes: 0 },
  today: { events: 0, reads: 0, quarantined: 0 },
  destinations: [{ ...vms, state: "paused", reason: "Nx refused the password.", waiting: 38, failed: 2 }],
  inboxes: [{ ...inbox, state: "stopped", reason: "The key is wrong." }],
  appearance: { theme: "system", language: "system" },
};
const about: NonNullable<Attention["about"]>[] = [
  ...[{ kind: "store" } as const, { kind: "receiver" } as const, { kind: "ledger" } as const],
  { kind: "destination", id: "vms" },
  { kind: "failures", id: "vms" },
  { kind: "inbox", id: "aws" },
  { kind: "list", name: "Staff", hours: 1, problem: "ParkPow refused the token.", copy: true },
  { kind: "list", name: "Staff", hours: 30, problem: "", copy: false },
  { kind: "listening", name: "Home", forwarder: "home-assistant", problem: "It refused.", gaveUp: true },
  { kind: "listening", name: "Home", forwarder: null, problem: "It refused.", gaveUp: false },
  { kind: "end", at: 0, note: null },
  { kind: "end", at: 0, note: "C:\\crash.txt" },
  { kind: "database", kept: "old.db", copy: false },
  { kind: "database", kept: "old.db", copy: true },
];
const attention = (told: Attention["about"]): Attention => ({
  ...{ level: "warning", key: "any", text: "In English alone." },
  ...(told === undefined ? {} : { about: told }),
});

/** Nothing that was left open: no key in the place of its text, no empty value. */
const whole = /^(?!.*(\{\{|undefined|null|\s{2}|\b(destination|inbox|attention)\.)).*[.!?]$/s;

describe.each(everybody)("the sentences of the status in %s", (language, tell) => {
  it.each(destinationStates)("tell a destination that is %s", (state) => {
    for (const change of [{}, { reason: "It refused." }, { waiting: 1 }, { waiting: 1_000_000 }, { failed: 1 }, { failed: 2 }])
      for (const pausedByOperator of [false, true])
        for (const held of [false, true])
          expect(destinationSentence({ ...vms, ...change, state, pausedByOperator }, held, tell)).toMatch(whole);
  });

  it.each<InboxStateName>(["connecting", "receiving", "waiting", "stopped", "disabled"])("tell an inbox that is %s", (state) => {
    for (const change of [{ received: 1 }, { received: 2 }, { setAside: { count: 1, reason: "it is no webhook" } }])
      expect(inboxSentence({ ...inbox, reason: "No network.", ...change, state }, tell)).toMatch(whole);
  });

  it.each(about.map((one) => [JSON.stringify(one), one] as const))("tell what needs attention: %s", (_, one) => {
    const said = attentionSentence(attention(one), status, tell);
    expect(said).toMatch(whole);
    if (language !== "en") expect(said).not.toBe(attentionSentence(attention(one), status, english));
  });

  it("leave what only has English words in English", () => {
    expect(attentionSentence(attention(undefined), status, tell)).toBe("In English alone.");
    expect(attentionSentence(attention({ kind: "destination", id: "gone" }), status, tell)).toBe("In English alone.");
  });
});

it("tells what was recorded of a destination in the operator's language, in the window, the tray and notifications", () => {
  const reason = phrase("answer.http401", { who: "nx:7001", status: 401 });
  const [paused = vms] = status.destinations;
  expect(destinationSentence({ ...paused, reason }, false, spanish)).toBe(
    "nx:7001 rechazó las credenciales (HTTP 401). 38 entregas esperan, no se pierde ninguna. Corrija la configuración o presione Reanudar.",
  );
  const lost = phrase("homeAssistant.closed", { where: "ha:8123" });
  const unheard = attention({ kind: "listening", name: "Home", forwarder: null, problem: lost, gaveUp: false });
  expect(attentionSentence(unheard, status, portuguese)).toContain("Home: O Home Assistant em ha:8123 fechou a conexão.");
  expect(attentionSentence(unheard, status, english)).toContain(lost);
});

it("puts what the destination said into the operator's own sentence", () => {
  const [paused = vms] = status.destinations;
  expect(destinationSentence(paused, false, english)).toBe(
    "Nx refused the password. 38 deliveries are waiting, none is lost. Correct the settings or press Resume.",
  );
  expect(destinationSentence(paused, false, spanish)).toBe(
    "Nx refused the password. 38 entregas esperan, no se pierde ninguna. Corrija la configuración o presione Reanudar.",
  );
  expect(destinationSentence({ ...vms, deliveredToday: 12_345 }, false, portuguese)).toBe(
    "Entregues hoje: 12.345. Nada em espera.",
  );
});

it("knows what comes of it for every kind of destination that can be unheard", () => {
  const unheard = Object.fromEntries(forwarders.flatMap(({ type, unheard: said }) => (said === undefined ? [] : [[type, said]])));
  expect(texts.attention.unheard).toEqual(unheard);
});

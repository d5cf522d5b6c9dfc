import { readFileSync } from "node:fs";
import { setImmediate } from "node:timers/promises";
import { describe, expect, it } from "vitest";
import { createFirewall } from "../../src/main/receiver/firewall.ts";
import { type FirewallFacts, firewallQuery, judgeFirewall, readFirewallFacts } from "../../src/main/receiver/firewall-rules.ts";
import { handClock } from "../store/store-kit.ts";

/*
 * The fixtures are written by hand in the form that firewallQuery prints, with the display names of three languages; values that
 * are enumerations are English words on each of them.
 */
const program = "C:\\Users\\Leitstelle\\AppData\\Local\\Programs\\Plate Courier\\Plate Courier.exe";
const listening = { port: 8001, program, environment: { ProgramFiles: "C:\\Program Files" } };
const answer = (name: string) => readFileSync(new URL(`../fixtures/firewall/${name}.json`, import.meta.url), "utf8");
const facts = (name = "english-no-rule"): FirewallFacts => {
  const read = readFirewallFacts(answer(name));
  if (read === null) throw new Error("unreadable");
  return read;
};
interface ExtraRule {
  action?: string;
  profile?: string;
  ports?: string;
  program?: string;
  package?: string;
  addresses?: string;
}
/** The English machine with one rule more. */
const withRule = ({ action = "Allow", profile = "Any", ports = "Any", addresses = "Any", ...app }: ExtraRule) => {
  const known = facts();
  known.rules.push({ id: "extra", name: "Extra", action, profile });
  known.ports.push({ id: "extra", ports });
  known.programs.push({ id: "extra", program: app.program ?? "Any", package: app.package ?? "" });
  known.remotes.push({ id: "extra", addresses });
  return judgeFirewall(known, listening);
};

describe("Windows' firewall", () => {
  it("blocks webhooks where no rule allows them, as on a fresh Windows", () => {
    expect(judgeFirewall(facts(), listening)).toEqual({ state: "blocked", profiles: ["Private"], rule: null, program });
  });

  it("blocks them on a German Windows where somebody pressed Cancel when it asked", () => {
    expect(judgeFirewall(facts("german-cancelled"), listening)).toMatchObject({
      ...{ state: "blocked", profiles: ["Public"], rule: "Plate Courier" },
    });
  });

  it("lets them in from the local network alone on a Spanish Windows with such a rule", () => {
    expect(judgeFirewall(facts("spanish-local-subnet"), listening)).toEqual({
      ...{ state: "open", because: "rule", rule: "Matrículas" },
      ...{ profiles: ["Domain", "Private"], limitedTo: ["LocalSubnet"] },
    });
  });

  it.each<[string, ExtraRule]>([
    ["our port", { ports: "8001" }],
    ["our port among others", { ports: "80, 8001" }],
    ["a range with our port", { ports: "8000-8010" }],
    ["our program", { program }],
    ["our program in other letters", { program: program.toUpperCase() }],
    ["our program on private networks", { program, profile: "Domain, Private" }],
    ["our port, with enumerations as numbers", { ports: "8001", action: "2", profile: "2" }],
  ])("is open with a rule for %s", (_, rule) => {
    expect(withRule(rule)).toMatchObject({ state: "open", because: "rule", rule: "Extra", limitedTo: [] });
  });

  it.each<[string, ExtraRule]>([
    ["another port", { ports: "8002" }],
    ["another program", { program: "C:\\Windows\\notepad.exe" }],
    ["public networks only", { ports: "8001", profile: "Public" }],
    ["public networks only, as a number", { ports: "8001", profile: "4" }],
    ["an app package", { ports: "8001", package: "S-1-15-2-1" }],
    ["everything, which is a service's", {}],
    ["a port word", { ports: "RPC" }],
  ])("stays closed with a rule for %s", (_, rule) => {
    expect(withRule(rule)).toMatchObject({ state: "blocked", rule: null });
  });

  it("finds our program in a path with a variable", () => {
    const known = facts();
    known.rules.push({ id: "extra", name: "Extra", action: "Allow", profile: "Any" });
    known.ports.push({ id: "extra", ports: "Any" });
    known.programs.push({ id: "extra", program: "%programfiles%\\Plate Courier\\node.exe", package: "" });
    const here = { ...listening, program: "C:\\Program Files\\Plate Courier\\node.exe" };
    expect(judgeFirewall(known, here)).toMatchObject({ state: "open", rule: "Extra" });
  });

  it("obeys a rule that blocks before one that allows", () => {
    const known = facts("german-cancelled");
    known.rules.push({ id: "extra", name: "Extra", action: "Allow", profile: "Any" });
    known.ports.push({ id: "extra", ports: "8001" });
    expect(judgeFirewall(known, listening)).toMatchObject({ state: "blocked", rule: "Plate Courier" });
  });

  it("says whether the rule that blocks speaks of our program or of the port", () => {
    expect(judgeFirewall(facts("german-cancelled"), listening)).toMatchObject({ program });
    expect(withRule({ action: "Block", ports: "8001" })).toMatchObject({ state: "blocked", rule: "Extra", program: null });
  });

  it("is open where it is switched off, or lets everything in", () => {
    const off = facts();
    for (const profile of off.profiles) profile.enabled = "False";
    expect(judgeFirewall(off, listening)).toMatchObject({ state: "open", because: "off" });
    const all = facts();
    for (const profile of all.profiles) profile.inbound = "Allow";
    expect(judgeFirewall(all, listening)).toMatchObject({ state: "open", because: "default" });
  });

  it("cannot be judged without a network", () => {
    expect(judgeFirewall({ ...facts(), networks: [] }, listening)).toEqual({ state: "unknown", because: "no-network" });
  });

  it("tells of the network that is closed where another is open", () => {
    const known = { ...facts("spanish-local-subnet"), networks: ["Private", "Public"] };
    expect(judgeFirewall(known, listening)).toMatchObject({ state: "blocked", profiles: ["Public"] });
  });
});

describe("PowerShell's answer", () => {
  it("may write a list of one as the one itself, numbers, and a byte order mark", () => {
    const read = readFirewallFacts(
      `\uFEFF${JSON.stringify({ profiles: { name: "Public", enabled: 1, inbound: "Block" }, networks: "Public", rules: null })}`,
    );
    expect(read).toMatchObject({
      profiles: [{ name: "Public", enabled: "1", inbound: "Block" }],
      networks: ["Public"],
      rules: [],
    });
  });

  it.each(["", "{}", "[]", "null", "7", '{"profiles":[7]}', "Get-NetFirewallProfile : Zugriff verweigert"])(
    "%j is none",
    (text) => {
      expect(readFirewallFacts(text)).toBeNull();
    },
  );

  it("is asked for without double quotes, which would not survive as an argument, and only by reading", () => {
    expect(firewallQuery).not.toContain('"');
    expect(firewallQuery).not.toMatch(/\b(Set|New|Remove|Enable|Disable|Add|Rename)-Net/);
  });
});

describe("asking the firewall", () => {
  const settle = async () => {
    for (let turn = 0; turn < 5; turn += 1) await setImmediate();
  };

  it("is not done on other systems", () => {
    const firewall = createFirewall({ clock: handClock(), platform: "linux", ask: () => Promise.reject(new Error("asked")) });
    expect(firewall.state(8001)).toEqual({ state: "not-windows" });
  });

  it("goes on in the background, once for all who want to know, and again after five minutes or for another port", async () => {
    const clock = handClock();
    let asked = 0;
    const ask = async () => {
      asked += 1;
      return answer("english-no-rule");
    };
    const firewall = createFirewall({ clock, platform: "win32", program, ask });
    expect(firewall.state(8001)).toEqual({ state: "checking" });
    expect(firewall.state(8001)).toEqual({ state: "checking" });
    await settle();
    expect(firewall.state(8001)).toMatchObject({ state: "blocked" });
    expect(asked).toBe(1);
    firewall.askAgain(8001);
    expect(firewall.state(8001)).toEqual({ state: "checking" });
    await settle();
    clock.forward(5 * 60_000);
    expect(firewall.state(8001)).toEqual({ state: "checking" });
    await settle();
    expect(firewall.state(8002)).toEqual({ state: "checking" });
    await settle();
    expect(asked).toBe(4);
  });

  it("says that it was too slow, or that it failed", async () => {
    const clock = handClock();
    const hangs = (signal: AbortSignal) =>
      new Promise<string>((_, reject) => signal.addEventListener("abort", () => reject(new Error("ended"))));
    const slow = createFirewall({ clock, platform: "win32", program, ask: hangs });
    slow.state(8001);
    clock.forward(25_000);
    await settle();
    expect(slow.state(8001)).toEqual({ state: "unknown", because: "slow" });
    const failing = createFirewall({ clock, platform: "win32", program, ask: async () => "Zugriff verweigert" });
    failing.state(8001);
    await settle();
    expect(failing.state(8001)).toEqual({ state: "unknown", because: "failed" });
  });

  it("ends with the program", async () => {
    let ended = false;
    const ask = (signal: AbortSignal) =>
      new Promise<string>((_, reject) =>
        signal.addEventListener("abort", () => {
          ended = true;
          reject(new Error("ended"));
        }),
      );
    const firewall = createFirewall({ clock: handClock(), platform: "win32", program, ask });
    firewall.state(8001);
    await firewall.stop();
    expect(ended).toBe(true);
  });
});

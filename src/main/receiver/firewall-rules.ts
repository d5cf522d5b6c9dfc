/**
 * What Windows' firewall does with webhooks, judged from what PowerShell's NetSecurity module told. Pure.
 *
 * A network that is Public, Private or of a domain has a profile of that name: switched off, letting in what no rule blocks, or
 * (as Windows is delivered) letting in only what a rule allows. A rule that blocks beats one that allows. When a program first
 * listens Windows asks; whoever presses Cancel there gets a rule that blocks this program for good.
 */
import type { FirewallState } from "../../shared/doctor.ts";

/**
 * Asks the active policy, group policies included, in five calls for everything: asking rule by rule takes half a minute. All
 * values become English words or numbers whatever language Windows speaks, because enumerations are not translated; only the
 * rules' own display names are. Changes nothing. No double quotes, so that it passes as one argument.
 */
export const firewallQuery = [
  "$ErrorActionPreference = 'Stop'",
  "[Console]::OutputEncoding = New-Object Text.UTF8Encoding $false",
  "$s = 'ActiveStore'",
  "$profiles = @(Get-NetFirewallProfile -PolicyStore $s | ForEach-Object { @{ name = [string]$_.Name; enabled = [string]$_.Enabled; inbound = [string]$_.DefaultInboundAction } })",
  "$networks = @(Get-NetConnectionProfile | ForEach-Object { [string]$_.NetworkCategory })",
  "$rules = @(Get-NetFirewallRule -PolicyStore $s -Direction Inbound -Enabled True | ForEach-Object { @{ id = $_.InstanceID; name = [string]$_.DisplayName; action = [string]$_.Action; profile = [string]$_.Profile } })",
  "$ports = @(Get-NetFirewallPortFilter -PolicyStore $s | Where-Object { $_.Protocol -in 'TCP','6','Any' } | ForEach-Object { @{ id = $_.InstanceID; ports = (@($_.LocalPort) -join ',') } })",
  "$programs = @(Get-NetFirewallApplicationFilter -PolicyStore $s | ForEach-Object { @{ id = $_.InstanceID; program = [string]$_.Program; package = [string]$_.Package } })",
  "$remotes = @(Get-NetFirewallAddressFilter -PolicyStore $s | ForEach-Object { @{ id = $_.InstanceID; addresses = (@($_.RemoteAddress) -join ',') } })",
  "ConvertTo-Json -Compress -Depth 4 @{ profiles = $profiles; networks = $networks; rules = $rules; ports = $ports; programs = $programs; remotes = $remotes }",
].join("; ");

/** The answer to firewallQuery, with every value as text. */
export interface FirewallFacts {
  profiles: { name: string; enabled: string; inbound: string }[];
  networks: string[];
  rules: { id: string; name: string; action: string; profile: string }[];
  ports: { id: string; ports: string }[];
  programs: { id: string; program: string; package: string }[];
  remotes: { id: string; addresses: string }[];
}

/** Takes the answer apart; null where it is none (an error text, a broken or empty answer). */
export function readFirewallFacts(text: string): FirewallFacts | null {
  let answer: unknown;
  try {
    answer = JSON.parse(text.replace(/^\uFEFF/, ""));
  } catch {
    return null;
  }
  const profiles = rowsOf(answer, "profiles", ["name", "enabled", "inbound"]);
  if (profiles.length === 0) return null;
  const networks = typeof answer === "object" && answer !== null && "networks" in answer ? answer.networks : [];
  return {
    profiles,
    networks: (Array.isArray(networks) ? networks : [networks]).filter((one) => typeof one === "string"),
    rules: rowsOf(answer, "rules", ["id", "name", "action", "profile"]),
    ports: rowsOf(answer, "ports", ["id", "ports"]),
    programs: rowsOf(answer, "programs", ["id", "program", "package"]),
    remotes: rowsOf(answer, "remotes", ["id", "addresses"]),
  };
}

/** Windows PowerShell writes a list of one as the one itself. */
function rowsOf<K extends string>(answer: unknown, key: string, fields: readonly K[]): Record<K, string>[] {
  if (typeof answer !== "object" || answer === null) return [];
  const value: unknown = Reflect.get(answer, key);
  const rows: unknown[] = Array.isArray(value) ? value : [value];
  return rows
    .filter((row) => typeof row === "object" && row !== null)
    .map((row) => Object.fromEntries(fields.map((field) => [field, textOf(Reflect.get(row, field))])) as Record<K, string>);
}

function textOf(value: unknown): string {
  return typeof value === "string" ? value : typeof value === "number" || typeof value === "boolean" ? String(value) : "";
}

/** Who listens, and on which port. `environment` fills %ProgramFiles% and its like in the rules' paths. */
export interface Listening {
  port: number;
  program: string;
  environment: Readonly<Record<string, string | undefined>>;
}

/** Whether webhooks come through, on the networks that this machine is connected to. */
export function judgeFirewall(facts: FirewallFacts, listening: Listening): FirewallState {
  const connected = new Set(facts.networks.map((category) => (category === "DomainAuthenticated" ? "Domain" : category)));
  const profiles = facts.profiles.filter(({ name }) => connected.has(name));
  if (profiles.length === 0) return { state: "unknown", because: "no-network" };

  const rules = matching(facts, listening);
  const guarded = profiles.filter(({ enabled }) => !/^(false|0)$/i.test(enabled));
  const named = profiles.map(({ name }) => name);
  if (guarded.length === 0) return open(named, "off");

  const blocked: { name: string; rule: string | null; program: string | null }[] = [];
  const allowedBy: Rule[] = [];
  for (const { name, inbound } of guarded) {
    const here = rules.filter(({ profile }) => appliesTo(profile, name));
    const block = here.find(({ action }) => isBlock(action));
    const allows = here.filter(({ action }) => isAllow(action));
    const widest = allows.find(({ remote }) => remote.length === 0) ?? allows[0];
    if (block) blocked.push({ name, rule: block.name, program: block.ofProgram ? listening.program : null });
    else if (widest) allowedBy.push(widest);
    else if (!isAllow(inbound)) blocked.push({ name, rule: null, program: listening.program });
  }
  const [first] = blocked;
  if (first)
    return {
      ...{ state: "blocked", rule: first.rule, program: first.program },
      profiles: blocked.filter(({ rule }) => rule === first.rule).map(({ name }) => name),
    };
  const [rule] = allowedBy;
  if (!rule) return open(named, "default");
  const limited = allowedBy.find(({ remote }) => remote.length > 0);
  return { state: "open", profiles: named, because: "rule", rule: (limited ?? rule).name, limitedTo: limited?.remote ?? [] };
}

function open(profiles: string[], because: "off" | "default"): FirewallState {
  return { state: "open", profiles, because, rule: null, limitedTo: [] };
}

interface Rule {
  name: string;
  action: string;
  profile: string;
  /** Of our program alone, not of whichever listens on the port. */
  ofProgram: boolean;
  /** Empty: from everywhere. */
  remote: string[];
}

/** The rules that speak of our port or our program, and of nothing that we are not. */
function matching(facts: FirewallFacts, { port, program, environment }: Listening): Rule[] {
  const ports = new Map(facts.ports.map((one) => [one.id, one.ports]));
  const programs = new Map(facts.programs.map((one) => [one.id, one]));
  const remotes = new Map(facts.remotes.map((one) => [one.id, one.addresses]));
  return facts.rules.flatMap(({ id, name, action, profile }) => {
    const forPorts = ports.get(id);
    const forProgram = programs.get(id);
    // Without its port filter a rule is of another protocol.
    if (forPorts === undefined || (forProgram !== undefined && forProgram.package !== "")) return [];
    const anyPort = isAny(forPorts);
    const anyProgram = forProgram === undefined || isAny(forProgram.program) || forProgram.program === "System";
    // A rule for every port of every program is one for a service or an app package: conditions that are not asked for.
    if (anyPort && anyProgram) return [];
    if (!anyPort && !portIn(forPorts, port)) return [];
    if (!anyProgram && !samePath(expand(forProgram.program, environment), program)) return [];
    const remote = remotes.get(id) ?? "Any";
    return [
      { name, action, profile, ofProgram: !anyProgram, remote: isAny(remote) ? [] : remote.split(",").map((one) => one.trim()) },
    ];
  });
}

const isAny = (text: string) => text === "" || /^(any|\*)$/i.test(text.trim());
const isAllow = (action: string) => /^(allow|2)$/i.test(action);
const isBlock = (action: string) => /^(block|4)$/i.test(action);

/** "Domain, Private", "Any", or the bits of the enumeration: 1 domain, 2 private, 4 public. */
function appliesTo(profile: string, name: string): boolean {
  if (/^\d+$/.test(profile)) {
    const bit = { Domain: 1, Private: 2, Public: 4 }[name] ?? 0;
    return Number(profile) === 0 || (Number(profile) & bit) !== 0;
  }
  return isAny(profile) || profile.split(",").some((one) => one.trim() === name);
}

/** "8001", "80,443", "8000-8010"; words such as "RPC" stand for ports that are not ours. */
function portIn(list: string, port: number): boolean {
  return list.split(",").some((part) => {
    const range = /^\s*(\d+)\s*(?:-\s*(\d+)\s*)?$/.exec(part);
    return range !== null && port >= Number(range[1]) && port <= Number(range[2] ?? range[1]);
  });
}

function expand(path: string, environment: Listening["environment"]): string {
  return path.replace(/%([^%]+)%/g, (whole, name: string) => {
    const key = Object.keys(environment).find((one) => one.toLowerCase() === name.toLowerCase());
    return (key === undefined ? undefined : environment[key]) ?? whole;
  });
}

/** Windows does not mind upper and lower case. */
function samePath(a: string, b: string): boolean {
  const plain = (path: string) => path.trim().replaceAll("/", "\\").toLowerCase();
  return plain(a) === plain(b);
}

/** Judges each hop of a webhook's way by what the parts say about it. Pure; the sentences are the console's. */

import type { BackupRecord } from "../../shared/backups.ts";
import {
  type CameraClock,
  type CheckLevel,
  type Contact,
  clockFault,
  type DoctorCheck,
  type FirewallState,
  type MachineAddress,
} from "../../shared/doctor.ts";
import type { CoreStatus, DestinationStateName, InboxStateName, ReceiverStatus } from "../../shared/status.ts";
import type { PortHolder } from "../receiver/port-holder-text.ts";

/** What the hops are judged by. */
export interface DoctorFacts {
  status: CoreStatus;
  holder: PortHolder | null;
  /** This process. */
  pid: number;
  addresses: MachineAddress[];
  firewall: FirewallState;
  requireToken: boolean;
  refusals: ReceiverStatus["refusals"];
  /** Names of the sources that are switched on. */
  sources: string[];
  contacts: Contact[];
  /** How many of the newest webhooks `contacts` tells of. */
  looked: number;
  clocks: CameraClock[];
  lastQuarantined: { eventId: number; at: number; reason: string } | null;
  backups: { everyHours: number; record: BackupRecord };
  /** Retention deletes the oldest below this. */
  keepFreeBytes: number;
}

/** One check for each hop, in order. */
export function judgeHops(facts: DoctorFacts): DoctorCheck[] {
  const { receiver } = facts.status;
  const { state, host, port, tls, problem } = receiver;
  const checks: DoctorCheck[] = [
    { hop: "listener", level: listenerLevels[state], receiver: { state, host, port, tls, problem } },
    portCheck(facts),
    addressesCheck(facts),
    { hop: "firewall", level: firewallLevel(facts.firewall), firewall: facts.firewall, port },
    { hop: "tokens", level: tokensLevel(facts), required: facts.requireToken, refusals: facts.refusals },
    contactCheck(facts),
    clocksCheck(facts.clocks),
    quarantineCheck(facts),
    diskCheck(facts),
    backupsCheck(facts),
  ];
  const inboxes = facts.status.inboxes.map((status) => ({ status, level: inboxLevels[status.state] }));
  if (inboxes.length > 0) checks.push({ hop: "inboxes", level: worst(inboxes), inboxes });
  const destinations = facts.status.destinations.map((status) => {
    const { state: now, pausedByOperator, failed } = status;
    const level = destinationLevels[now];
    // Paused by hand is what somebody wanted; failed deliveries want a look even where new ones arrive.
    const known = pausedByOperator || (level === "ok" && failed > 0 && now !== "disabled") ? "attention" : level;
    return { status, level: known } as const;
  });
  const held = facts.status.deliveriesPaused !== null;
  // Without one nothing is wrong, and nothing works either.
  const level = destinations.length === 0 ? "unknown" : worst(destinations);
  checks.push({ hop: "destinations", level, destinations, count: destinations.length, held });
  return checks;
}

const listenerLevels: Record<ReceiverStatus["state"], CheckLevel> = {
  listening: "ok",
  starting: "attention",
  stopped: "broken",
  failed: "broken",
};
const inboxLevels: Record<InboxStateName, CheckLevel> = {
  connecting: "unknown",
  receiving: "ok",
  waiting: "attention",
  stopped: "broken",
  disabled: "ok",
};
const destinationLevels: Record<DestinationStateName, CheckLevel> = {
  ok: "ok",
  idle: "ok",
  waiting: "ok",
  retrying: "attention",
  cameraPaused: "attention",
  paused: "broken",
  disabled: "ok",
};

function worst(all: readonly { level: CheckLevel }[]): CheckLevel {
  return (["broken", "attention", "unknown"] as const).find((level) => all.some((one) => one.level === level)) ?? "ok";
}

function portCheck({ status, holder, pid }: DoctorFacts): DoctorCheck {
  const { state, port } = status.receiver;
  const ours = state === "listening" && (holder === null || holder.pid === null || holder.pid === pid);
  // Two programs can share a port where they listen on different addresses: then webhooks may go to the other one.
  const level = state === "listening" ? (ours ? "ok" : "attention") : holder === null ? "unknown" : "broken";
  return { hop: "port", level, port, holder, ours };
}

function addressesCheck({ status, addresses }: DoctorFacts): DoctorCheck {
  const best = addresses[0]?.kind;
  const level = best === "network" || best === "vpn" ? "ok" : best === undefined ? "broken" : "attention";
  return { hop: "addresses", level, addresses, host: status.receiver.host };
}

function firewallLevel(firewall: FirewallState): CheckLevel {
  if (firewall.state === "blocked") return "broken";
  if (firewall.state === "open") return firewall.limitedTo.length > 0 ? "attention" : "ok";
  // Elsewhere there is nothing that could be asked, which is no reason to worry anybody.
  return "unknown";
}

/** Refusals matter as long as the same address has not posted successfully since. */
function tokensLevel({ refusals, contacts }: DoctorFacts): CheckLevel {
  const open = refusals.filter(({ address, lastAt }) => !contacts.some((one) => one.address === address && one.lastAt > lastAt));
  return open.length === 0 ? "ok" : contacts.length === 0 ? "broken" : "attention";
}

function contactCheck({ contacts, sources, looked }: DoctorFacts): DoctorCheck {
  const silent = sources.filter((source) => !contacts.some((one) => one.source === source));
  const level = contacts.length === 0 ? "unknown" : silent.length > 0 ? "attention" : "ok";
  return { hop: "contact", level, contacts, silent, looked };
}

function clocksCheck(cameras: CameraClock[]): DoctorCheck {
  const off = cameras.some((camera) => clockFault(camera) !== null);
  return { hop: "clocks", level: cameras.length === 0 ? "unknown" : off ? "attention" : "ok", cameras };
}

function quarantineCheck({ status, lastQuarantined }: DoctorFacts): DoctorCheck {
  const today = status.today.quarantined;
  return { hop: "quarantine", level: today > 0 ? "attention" : "ok", today, latest: lastQuarantined };
}

function diskCheck({ status, keepFreeBytes }: DoctorFacts): DoctorCheck {
  const { ok, reason, freeBytes } = status.store;
  const level = ok ? (freeBytes < keepFreeBytes ? "attention" : "ok") : "broken";
  return { hop: "disk", level, freeBytes, keepFreeBytes, reason };
}

function backupsCheck({ backups: { everyHours, record } }: DoctorFacts): DoctorCheck {
  const { madeAt, bytes, problem } = record;
  const level = everyHours === 0 || (problem === null && madeAt === null) ? "unknown" : problem === null ? "ok" : "attention";
  return { hop: "backups", level, everyHours, madeAt, bytes, problem };
}

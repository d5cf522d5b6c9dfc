/**
 * What the doctor looked at, in the order in which a webhook travels: from the port to the destinations. The core tells facts and
 * how bad they are; the console has the sentences. Times are milliseconds since the epoch.
 */
import type { BackupRecord } from "./backups.ts";
import type { DestinationStatus, InboxStatus, ReceiverStatus } from "./status.ts";

/** ok. attention: something may be lost or late. broken: nothing gets past here. unknown: it could not be found out. */
export type CheckLevel = "ok" | "attention" | "broken" | "unknown";

/** The hops, in order. */
export const hops = [
  "listener",
  "port",
  "addresses",
  "firewall",
  "tokens",
  "contact",
  "clocks",
  "quarantine",
  "disk",
  "backups",
  "inboxes",
  "destinations",
] as const;
export type Hop = (typeof hops)[number];

/** network: a real card. vpn, virtual: a private overlay, or machines inside this machine. self-assigned: no network answered. */
export type AddressKind = "network" | "vpn" | "virtual" | "self-assigned" | "loopback";

/** An address of this machine at which the receiver can be reached. */
export interface MachineAddress {
  /** "http://192.168.1.20:8001/" */
  url: string;
  /** What the system calls the network card: "Ethernet", "vEthernet (WSL)"; "" where an address was set by hand. */
  card: string;
  kind: AddressKind;
}

/** Whether Windows' own firewall lets webhooks in. Other security programs are not asked. */
export type FirewallState =
  | { state: "not-windows" }
  | { state: "checking" }
  /** `because`: it is switched off, lets in everything, or a rule allows it; `limitedTo`: only from these addresses. */
  | { state: "open"; profiles: string[]; because: "off" | "default" | "rule"; rule: string | null; limitedTo: string[] }
  /**
   * `profiles`: the kinds of network ("Public") for which it is so. `rule`: the rule that blocks; null: none allows it. `program`:
   * the one that the rule speaks of, or should; null where the rule speaks of the port.
   */
  | { state: "blocked"; profiles: string[]; rule: string | null; program: string | null }
  /** no-network: no card is connected. slow: no answer in time. failed: the system did not tell. */
  | { state: "unknown"; because: "no-network" | "slow" | "failed" };

/** Who posted lately. `source` is null where no token was sent. */
export interface Contact {
  source: string | null;
  address: string | null;
  lastAt: number;
  webhooks: number;
}

/** How late a camera's webhooks are by its clock: receive time minus capture time, the smallest of its last ones. */
export interface CameraClock {
  camera: string;
  /** Below zero the camera server's clock is ahead of ours. */
  behindMs: number;
  lastAt: number;
}

/** Clocks that are set by the network differ by less. */
const earlyMs = 5_000;
/** A recogniser takes some seconds to decide on a plate; a minute is beyond that. */
const lateMs = 60_000;

/** Whether a camera's capture times fit our clock: null where they do. */
export function clockFault({ behindMs }: CameraClock): "ahead" | "behind" | null {
  return behindMs < -earlyMs ? "ahead" : behindMs > lateMs ? "behind" : null;
}

/** One hop. */
export type DoctorCheck = { level: CheckLevel } & (
  | { hop: "listener"; receiver: Pick<ReceiverStatus, "state" | "host" | "port" | "tls" | "problem"> }
  /** `holder`: the program that listens there, as far as the system tells; `ours`: it is this one. */
  | { hop: "port"; port: number; holder: { pid: number | null; name: string | null } | null; ours: boolean }
  | { hop: "addresses"; addresses: MachineAddress[]; host: string }
  | { hop: "firewall"; firewall: FirewallState; port: number }
  /** Refused within the last hour. */
  | { hop: "tokens"; required: boolean; refusals: { address: string; count: number; lastAt: number }[] }
  /** `silent`: sources of the settings that did not post among the last `looked` webhooks. */
  | { hop: "contact"; contacts: Contact[]; silent: string[]; looked: number }
  | { hop: "clocks"; cameras: CameraClock[] }
  /** Since local midnight; `latest` among the last webhooks. */
  | { hop: "quarantine"; today: number; latest: { eventId: number; at: number; reason: string } | null }
  | { hop: "disk"; freeBytes: number; keepFreeBytes: number; reason: string | null }
  /** Copies of the database; everyHours 0: none are made. */
  | ({ hop: "backups"; everyHours: number } & Pick<BackupRecord, "madeAt" | "bytes" | "problem">)
  | { hop: "inboxes"; inboxes: { status: InboxStatus; level: CheckLevel }[] }
  /** held: all deliveries are paused. */
  | { hop: "destinations"; destinations: { status: DestinationStatus; level: CheckLevel }[]; count: number; held: boolean }
);

export interface DoctorReport {
  checkedAt: number;
  /** One for each hop, in the order of `hops`; inboxes only where there are some. */
  checks: DoctorCheck[];
}

/** The first hop that is broken, or null. */
export function brokenHop(checks: readonly DoctorCheck[]): Hop | null {
  return checks.find((check) => check.level === "broken")?.hop ?? null;
}

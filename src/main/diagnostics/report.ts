/** Makes one readable text out of what diagnostics collected. Pure; masking is the last step, over everything. */
import type { BackupRecord } from "../../shared/backups.ts";
import type { Settings } from "../../shared/settings.ts";
import type { CoreStatus } from "../../shared/status.ts";
import type { SupportFacts } from "../store/support-facts.ts";
import type { LogLine } from "./log-tail.ts";
import { settingsShown } from "./settings-shown.ts";

export interface ReportParts {
  madeAt: number;
  /** Of Plate Courier, and of what it stands on. */
  versions: Record<string, string>;
  machine: Record<string, string>;
  /** null with the reason: they cannot be read. */
  settings: Settings | null;
  settingsProblem: string | null;
  facts: SupportFacts | null;
  factsProblem: string | null;
  /** null: the receiver does not run in this process. */
  status: CoreStatus | null;
  backups: { record: BackupRecord; copies: readonly { kind: string; at: number; bytes: number }[] };
  log: LogLine[];
  /** Notes of how earlier runs ended badly, newest first. */
  crashes: string[];
}

const mostErrors = 40;

export function reportText(parts: ReportParts, mask: (text: string) => string): string {
  const { settings, facts, status, log } = parts;
  const errors = log.filter(({ level }) => level === "warn" || level === "error").slice(-mostErrors);
  const sections: [string, string][] = [
    ["Versions", table(parts.versions)],
    ["Machine", table(parts.machine)],
    ["State", status ? stateText(status) : "Not asked: this was made beside the receiver, not by it."],
    ["Counts", facts ? countsText(facts, settings) : (parts.factsProblem ?? "There is no database yet.")],
    ["Copies of the database, newest first", copiesText(parts.backups, settings)],
    ["Failed tries, newest first", facts ? failuresText(facts, settings) : "Not known."],
    ["Warnings and errors, oldest first", errors.map(lineText).join("\n") || "None."],
    ["Crashes, newest first", parts.crashes.join("\n\n") || "None."],
    ["Settings", settings ? JSON.stringify(settingsShown(settings), null, 2) : (parts.settingsProblem ?? "None.")],
    ["Log, oldest first", log.map(lineText).join("\n") || "Empty."],
  ];
  const head = [
    `Plate Courier diagnostics, made ${iso(parts.madeAt)}`,
    "For support. It holds no token, no password, no picture; plates are replaced by [plate 1] and so on, the same plate by the same mark.",
    "Names of cameras, sources and destinations, and addresses in your network, are in it: look through it before you send it.",
  ].join("\n");
  return mask(`${head}\n\n${sections.map(([title, text]) => `== ${title} ==\n${text}\n`).join("\n")}`);
}

function stateText({
  receiver,
  store,
  today,
  startedAt,
  lastReceivedAt,
  destinations,
  attention,
  ledgerBalanced,
}: CoreStatus): string {
  return [
    `Running since ${iso(startedAt)}. Receiver ${receiver.state} on ${receiver.host}:${receiver.port}${receiver.tls ? " (TLS)" : ""}.`,
    `Today ${today.events} webhooks, ${today.reads} reads, ${today.quarantined} quarantined; last ${lastReceivedAt === null ? "never" : iso(lastReceivedAt)}.`,
    `Store ${store.ok ? "writes" : `does not write: ${store.reason}`}. Pictures ${store.imageBytes} bytes, database ${store.databaseBytes}, free ${store.freeBytes}.`,
    `Ledger ${ledgerBalanced ? "balances" : "DOES NOT BALANCE"}.`,
    ...destinations.map(
      ({ name, forwarder, state, waiting, failed }) => `${name} (${forwarder}): ${state}, ${waiting} waiting, ${failed} failed`,
    ),
    ...attention.map(({ level, text }) => `Attention (${level}): ${text}`),
  ].join("\n");
}

function countsText(facts: SupportFacts, settings: Settings | null): string {
  const { schemaVersion, events, reads, cameras, deliveries } = facts;
  return [
    `Database version ${schemaVersion}; ${events} webhooks, ${reads} reads, ${cameras.length} cameras.`,
    ...deliveries.map(({ destinationId, status, count }) => `${nameOf(destinationId, settings)}: ${count} ${status}`),
    ...cameras.map(({ camera, events: count, lastSeenAt }) => `Camera ${camera}: ${count} webhooks, last ${iso(lastSeenAt)}`),
  ].join("\n");
}

function copiesText({ record, copies }: ReportParts["backups"], settings: Settings | null): string {
  const { madeAt, bytes, tookMs, triedAt, failures, problem } = record;
  const every = settings === null ? "" : `Every ${settings.backups.everyHours} h (0: never), ${settings.backups.keep} kept. `;
  return [
    `${every}Last made ${madeAt === null ? "never" : `${iso(madeAt)}, ${bytes} bytes in ${tookMs} ms`}.`,
    ...(problem === null
      ? []
      : [`Failed ${failures} times, last ${triedAt === null ? "?" : iso(triedAt)}: ${problem.kind} ${problem.detail}`.trimEnd()]),
    ...copies.map(({ kind, at, bytes: size }) => `${iso(at)}: ${size} bytes (${kind})`),
  ].join("\n");
}

function failuresText({ failures }: SupportFacts, settings: Settings | null): string {
  return (
    failures
      .map(({ at, destinationId, outcome, message }) => `${iso(at)} ${nameOf(destinationId, settings)}: ${outcome}. ${message}`)
      .join("\n") || "None."
  );
}

function nameOf(id: string, settings: Settings | null): string {
  return settings?.destinations.find((destination) => destination.id === id)?.name ?? id;
}

function lineText({ time, level, message, data }: LogLine): string {
  return `${time} ${level} ${message}${Object.keys(data).length > 0 ? ` ${JSON.stringify(data)}` : ""}`;
}

function table(rows: Record<string, string>): string {
  return Object.entries(rows)
    .map(([name, value]) => `${name}: ${value}`)
    .join("\n");
}

const iso = (at: number) => new Date(at).toISOString();

/** Collects what support needs into one text. Asks nobody outside of this machine, and changes nothing. */
import { readdirSync, readFileSync } from "node:fs";
import { arch, cpus, freemem, platform, release, version as systemVersion, totalmem } from "node:os";
import { join } from "node:path";
import type { SecretBox, Settings } from "../../shared/settings.ts";
import type { CoreStatus } from "../../shared/status.ts";
import { redactor, secretTexts } from "../forwarders/kit/redact.ts";
import { backupFolderName, listBackups } from "../store/backups/backup-files.ts";
import { readBackupRecord } from "../store/backups/backup-record.ts";
import { readSupportFacts } from "../store/support-facts.ts";
import { readLogTail } from "./log-tail.ts";
import { createPlateMask } from "./plate-mask.ts";
import { reportText } from "./report.ts";
import { withoutSecretShapes } from "./secret-shapes.ts";

export interface DiagnosticsDependencies {
  dataDir: string;
  /** Throws, in the operator's words, where they cannot be read. */
  settings(): Settings;
  secrets: Pick<SecretBox, "decrypt">;
  status(): CoreStatus | null;
  version: string;
  now(): number;
}

/** A file of this size can be sent by mail. */
const logBytes = 256 * 1024;
const mostCrashes = 3;

/** One text for support. `name`: what to call its file. */
export interface Diagnostics {
  name: string;
  text: string;
}

export async function collectDiagnostics(deps: DiagnosticsDependencies): Promise<Diagnostics> {
  const { dataDir, version } = deps;
  const madeAt = deps.now();
  const backupFolder = join(dataDir, backupFolderName);
  const [settings, settingsProblem] = attempt(deps.settings);
  const [facts, factsProblem] = attempt(() => readSupportFacts(dataDir));
  const parts = {
    ...{ madeAt, settings, settingsProblem, facts, factsProblem, status: deps.status() },
    versions: versions(version),
    machine: machine(dataDir),
    backups: { record: readBackupRecord(backupFolder), copies: listBackups(backupFolder) },
    log: readLogTail(join(dataDir, "logs"), logBytes),
    crashes: crashNotes(join(dataDir, "crashes")),
  };
  const known = redactor([...keptSecrets(dataDir), ...(await knownSecrets(settings, deps.secrets))]);
  const plates = createPlateMask({ plates: facts?.plates ?? [], names: [dataDir, ...namesOf(settings, facts?.cameras ?? [])] });
  const text = reportText(parts, (whole) => plates(withoutSecretShapes(known(whole))));
  return {
    name: `plate-courier-diagnostics-${new Date(madeAt).toISOString().slice(0, 16).replace(/[-:]/g, "").replace("T", "-")}.txt`,
    text,
  };
}

/** The newest few, as they were written; none where there is no such folder. */
function crashNotes(dir: string): string[] {
  const [names] = attempt(() => readdirSync(dir).filter((name) => /^crash-\d+\.txt$/.test(name)));
  const newest = (names ?? []).sort().reverse().slice(0, mostCrashes);
  return newest.flatMap((name) => attempt(() => readFileSync(join(dir, name), "utf8").trim())[0] ?? []);
}

/** The secrets that have a file of their own, where this user may read it, or come from the environment. */
function keptSecrets(dataDir: string): string[] {
  const files = ["console-token", "secret.key"].map((name) => attempt(() => readFileSync(join(dataDir, name), "utf8").trim())[0]);
  const { PLATE_COURIER_CONSOLE_TOKEN, PLATE_COURIER_KEY } = process.env;
  return [...files, PLATE_COURIER_CONSOLE_TOKEN, PLATE_COURIER_KEY].filter((text): text is string => Boolean(text));
}

function attempt<Value>(what: () => Value): [Value | null, string | null] {
  try {
    return [what(), null];
  } catch (error) {
    return [null, error instanceof Error ? error.message : String(error)];
  }
}

/** In plain text, to be looked for; one that cannot be decrypted here is not in any text of this machine either. */
async function knownSecrets(settings: Settings | null, secrets: Pick<SecretBox, "decrypt">): Promise<string[]> {
  if (!settings) return [];
  const { receiver, inboxes, lists, destinations } = settings;
  const ciphers = [
    receiver.tls?.kind === "pfx" ? receiver.tls.passphrase : null,
    ...inboxes.map(({ credentials }) => (credentials.kind === "keys" ? credentials.secretAccessKey : null)),
    ...lists.map(({ sync }) => sync?.token ?? null),
    ...destinations.flatMap(({ secrets: sealed }) => Object.values(sealed)),
  ].filter((cipher) => cipher !== null);
  const opened = await Promise.all(ciphers.map((cipher) => secrets.decrypt(cipher).catch(() => "")));
  return [...ciphers, ...opened.flatMap((text) => [text, ...secretTexts([jsonOf(text)])])];
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

function namesOf(settings: Settings | null, cameras: readonly { camera: string }[]): string[] {
  const { receiver, destinations = [], lists = [], inboxes = [] } = settings ?? {};
  const mapped = destinations.flatMap((destination) => Object.entries(destination.cameras).flat());
  const named = [...(receiver?.sources ?? []), ...destinations, ...lists, ...inboxes].map(({ name }) => name);
  return [
    ...cameras.map(({ camera }) => camera),
    ...mapped,
    ...named,
    ...destinations.map(({ id }) => id),
    ...lists.map(({ id }) => id),
  ];
}

function versions(version: string): Record<string, string> {
  const { node, electron, chrome, v8, sqlite, openssl } = process.versions;
  const all = {
    "Plate Courier": version,
    Node: node,
    Electron: electron,
    Chromium: chrome,
    V8: v8,
    SQLite: sqlite,
    OpenSSL: openssl,
  };
  return Object.fromEntries(Object.entries(all).filter((entry): entry is [string, string] => entry[1] !== undefined));
}

function machine(dataDir: string): Record<string, string> {
  const gigabytes = (bytes: number) => `${(bytes / 2 ** 30).toFixed(1)} GB`;
  const { locale, timeZone } = Intl.DateTimeFormat().resolvedOptions();
  return {
    System: `${platform()} ${release()} ${arch()} (${systemVersion()})`,
    Processors: String(cpus().length),
    Memory: `${gigabytes(totalmem())}, ${gigabytes(freemem())} free; this process ${gigabytes(process.memoryUsage.rss())}`,
    Language: locale,
    "Time zone": timeZone,
    "Data folder": dataDir,
  };
}

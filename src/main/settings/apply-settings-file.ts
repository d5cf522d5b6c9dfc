/**
 * Merges an imported settings file by name: the same name keeps its id and is updated, a new name gets a new id, what is not
 * mentioned stays. Token hashes and ciphertexts are random, so what did not change is found by verifying and decrypting, and the
 * old ones are kept: importing the same file again changes nothing.
 */
import { randomUUID } from "node:crypto";
import { isDeepStrictEqual } from "node:util";
import type { z } from "zod";
import type { Destination } from "../../shared/destination.ts";
import type { SqsInbox } from "../../shared/inbox.ts";
import { type ReceiverSettings, type SecretBox, Settings, type Source } from "../../shared/settings.ts";
import { inboxOf } from "./apply-inboxes.ts";
import { explain, unknownKey } from "./explain.ts";
import { nearest } from "./nearest.ts";
import { SettingsError } from "./settings-error.ts";
import type { DestinationEntry, SettingsFile, SourceEntry } from "./settings-file.ts";

/** What the import must know of the forwarders; settings/ does not import them. */
export interface KnownForwarders {
  types: readonly string[];
  /** Null for a type that does not exist. `secretKeys`: the settings that are kept encrypted. */
  of(type: string): { settings: z.ZodObject; secretKeys: readonly string[] } | null;
}

export interface ApplyDependencies {
  current: Settings;
  /** Ciphertexts hold the value as JSON. */
  secrets: SecretBox;
  forwarders: KnownForwarders;
  tokens: { hash(token: string): string; verify(token: string, hash: string): boolean };
}

export interface AppliedSettings {
  settings: Settings;
  /** Names of sources, destinations and inboxes. */
  added: string[];
  updated: string[];
  /** true: `settings` says the same as `current`. */
  unchanged: boolean;
}

/** Writes nothing: the caller stores the result. Throws a SettingsError with path, value and remedy. */
export async function applySettingsFile(file: SettingsFile, deps: ApplyDependencies): Promise<AppliedSettings> {
  const { current } = deps;
  const { sources: sourceEntries, tls, ...receiverFields } = file.receiver ?? {};
  const sources = mergeByName(current.receiver.sources, sourceEntries ?? [], "receiver.sources");
  const destinations = mergeByName(current.destinations, file.destinations ?? [], "destinations");

  const nextSources: Source[] = sources.map(({ kept, entry }) => (entry ? sourceOf(kept, entry, deps) : kept));
  const nextDestinations: Destination[] = [];
  for (const { kept, entry, index } of destinations) {
    nextDestinations.push(entry ? await destinationOf(kept, entry, index, deps) : kept);
  }

  const nextInboxes: SqsInbox[] = [];
  for (const { kept, entry, index } of mergeByName(current.inboxes, file.inboxes ?? [], "inboxes")) {
    nextInboxes.push(entry ? await inboxOf(kept, entry, index, deps.secrets) : kept);
  }

  const next = {
    ...current,
    receiver: {
      ...current.receiver,
      ...given(receiverFields),
      sources: nextSources,
      tls: tls === undefined ? current.receiver.tls : await tlsOf(tls, current.receiver.tls, deps.secrets),
    },
    retention: { ...current.retention, ...given(file.retention ?? {}) },
    appearance: { ...current.appearance, ...given(file.appearance ?? {}) },
    destinations: nextDestinations,
    inboxes: nextInboxes,
  };
  const parsed = Settings.safeParse(next);
  if (!parsed.success) throw new SettingsError(explain(parsed.error, { value: next, schema: Settings, secretKeys: ["secrets"] }));

  const settings = parsed.data;
  const before = new Map(
    [...current.receiver.sources, ...current.destinations, ...current.inboxes].map((known) => [known.id, known]),
  );
  const after = [...settings.receiver.sources, ...settings.destinations, ...settings.inboxes];
  return {
    settings,
    added: after.filter(({ id }) => !before.has(id)).map((known) => known.name),
    updated: after
      .filter((known) => before.has(known.id) && !isDeepStrictEqual(known, before.get(known.id)))
      .map((known) => known.name),
    unchanged: isDeepStrictEqual(settings, current),
  };
}

type Merged<Kept, Entry> = { kept: Kept; entry: undefined; index: -1 } | { kept: Kept | undefined; entry: Entry; index: number };

const sameName = (a: string, b: string) => a.toLowerCase() === b.toLowerCase();

/** The known ones in their order, each with its entry where the file has one; then the new ones in the file's order. */
function mergeByName<Kept extends { name: string }, Entry extends { name: string }>(
  known: readonly Kept[],
  entries: readonly Entry[],
  path: string,
): Merged<Kept, Entry>[] {
  for (const [index, { name }] of entries.entries()) {
    const first = entries.findIndex((other) => sameName(other.name, name));
    if (first !== index) {
      throw new SettingsError(
        `${path}[${index}].name is ${JSON.stringify(name)}: give another name, ${path}[${first}] has it already.`,
      );
    }
  }
  const merged = known.map((kept): Merged<Kept, Entry> => {
    const index = entries.findIndex((entry) => sameName(entry.name, kept.name));
    const entry = entries[index];
    return entry ? { kept, entry, index } : { kept, entry: undefined, index: -1 };
  });
  const added = entries
    .map((entry, index): Merged<Kept, Entry> => ({ kept: undefined, entry, index }))
    .filter(({ entry }) => !known.some((kept) => entry && sameName(entry.name, kept.name)));
  return [...merged, ...added];
}

/** Only what was given: an absent key must not overwrite. */
function given<Fields extends object>(fields: Fields): { [Key in keyof Fields]: Exclude<Fields[Key], undefined> } {
  const entries = Object.entries(fields).filter(([, value]) => value !== undefined);
  return Object.fromEntries(entries) as { [Key in keyof Fields]: Exclude<Fields[Key], undefined> };
}

function sourceOf(kept: Source | undefined, entry: SourceEntry, { tokens }: ApplyDependencies): Source {
  const former = kept?.tokenHash ?? null;
  let tokenHash = former;
  if (entry.token === null) tokenHash = null;
  else if (entry.token !== undefined && !(former !== null && tokens.verify(entry.token, former)))
    tokenHash = tokens.hash(entry.token);
  return { id: kept?.id ?? randomUUID(), name: entry.name, tokenHash, enabled: entry.enabled ?? kept?.enabled ?? true };
}

async function destinationOf(
  former: Destination | undefined,
  entry: DestinationEntry,
  index: number,
  deps: ApplyDependencies,
): Promise<Destination> {
  const at = `destinations[${index}]`;
  const type = entry.forwarder ?? former?.forwarder;
  const { types } = deps.forwarders;
  if (type === undefined) throw new SettingsError(`${at}.forwarder is missing: give one of ${types.join(", ")}.`);
  const forwarder = deps.forwarders.of(type);
  if (!forwarder) {
    const meant = nearest(type, types);
    const right = meant ? `did you mean ${JSON.stringify(meant)}?` : `give one of ${types.join(", ")}.`;
    throw new SettingsError(`${at}.forwarder is ${JSON.stringify(type)}: ${right}`);
  }
  // Settings of another kind of destination mean nothing to this one.
  const kept = former?.forwarder === type ? former : undefined;
  const sealed = await sealSettings(kept, entry.settings, forwarder, index, deps.secrets);
  return {
    id: former?.id ?? randomUUID(),
    name: entry.name,
    forwarder: type,
    enabled: entry.enabled ?? former?.enabled ?? true,
    ...sealed,
    cameras: entry.cameras ?? former?.cameras ?? {},
    rules: entry.rules ?? former?.rules ?? defaultRules(),
  };
}

const defaultRules = () => Settings.shape.destinations.unwrap().element.shape.rules.parse(undefined);

async function sealSettings(
  kept: Destination | undefined,
  entry: Record<string, unknown> | undefined,
  forwarder: { settings: z.ZodObject; secretKeys: readonly string[] },
  index: number,
  secrets: SecretBox,
): Promise<Pick<Destination, "settings" | "secrets">> {
  const prefix = ["destinations", index, "settings"];
  const known = Object.keys(forwarder.settings.shape);
  for (const key of Object.keys(entry ?? {})) {
    if (!known.includes(key)) throw new SettingsError(unknownKey([...prefix, key], key, known));
  }
  const opened: Record<string, unknown> = {};
  for (const [key, cipher] of Object.entries(kept?.secrets ?? {})) opened[key] = await openedOrUndefined(cipher, secrets);

  // A secret that is set to null is taken away; one that is not mentioned stays.
  const all: Record<string, unknown> = given({ ...opened, ...(entry ?? kept?.settings ?? {}) });
  for (const key of forwarder.secretKeys) if (all[key] === null || all[key] === "") delete all[key];
  const parsed = forwarder.settings.safeParse(all);
  if (!parsed.success) {
    throw new SettingsError(
      explain(parsed.error, { value: all, schema: forwarder.settings, prefix, secretKeys: forwarder.secretKeys }),
    );
  }

  const plain: Record<string, unknown> = {};
  const ciphers: Record<string, string> = {};
  for (const [key, cipher] of Object.entries(kept?.secrets ?? {})) {
    // Unreadable for now and not mentioned: the former key may come back.
    if (opened[key] === undefined && entry?.[key] === undefined) ciphers[key] = cipher;
  }
  for (const [key, value] of Object.entries(parsed.data)) {
    if (value === undefined) continue;
    if (!forwarder.secretKeys.includes(key)) plain[key] = value;
    else if (!isEmpty(value)) {
      const cipher = kept?.secrets[key];
      ciphers[key] =
        cipher !== undefined && isDeepStrictEqual(opened[key], value) ? cipher : await secrets.encrypt(JSON.stringify(value));
    }
  }
  return { settings: plain, secrets: ciphers };
}

/** What cannot be decrypted (another key, another machine) counts as not there, so that the file can set it anew. */
async function openedOrUndefined(cipher: string, secrets: SecretBox): Promise<unknown> {
  try {
    return JSON.parse(await secrets.decrypt(cipher));
  } catch {
    return undefined;
  }
}

function isEmpty(value: unknown): boolean {
  if (value === undefined || value === null || value === "") return true;
  return typeof value === "object" && !Array.isArray(value) && Object.keys(value).length === 0;
}

/** The passphrase is encrypted as it stands, not as JSON: it is always a text. */
async function tlsOf(
  entry: ReceiverSettings["tls"],
  kept: ReceiverSettings["tls"],
  secrets: SecretBox,
): Promise<ReceiverSettings["tls"]> {
  if (entry?.kind !== "pfx") return entry;
  const former = kept?.kind === "pfx" && kept.file === entry.file ? kept.passphrase : null;
  if (entry.passphrase === null) return { ...entry, passphrase: former };
  if (former !== null && (await secrets.decrypt(former).catch(() => null)) === entry.passphrase) {
    return { ...entry, passphrase: former };
  }
  return { ...entry, passphrase: await secrets.encrypt(entry.passphrase) };
}

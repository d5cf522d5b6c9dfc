/**
 * Merges an imported settings file by name: the same name keeps its id and is updated, a new name gets a new id, what is not
 * mentioned stays. Token hashes and ciphertexts are random, so what did not change is found by verifying and decrypting, and the
 * old ones are kept: importing the same file again changes nothing.
 */
import { randomUUID } from "node:crypto";
import { isDeepStrictEqual } from "node:util";
import type { Destination } from "../../shared/destination.ts";
import type { SqsInbox } from "../../shared/inbox.ts";
import { phrase, sentences } from "../../shared/phrases/phrase.ts";
import type { PlateList } from "../../shared/plate-list.ts";
import { type ReceiverSettings, type SecretBox, Settings, type Source } from "../../shared/settings.ts";
import { destinationOf, type KnownForwarders } from "./apply-destinations.ts";
import { inboxOf } from "./apply-inboxes.ts";
import { type EntriesOfList, listOf, refuseLostLists } from "./apply-lists.ts";
import { cannotBe, explain } from "./explain.ts";
import { given } from "./given.ts";
import { SettingsError } from "./settings-error.ts";
import type { SettingsFile, SourceEntry } from "./settings-file.ts";

export interface ApplyDependencies {
  current: Settings;
  /** Ciphertexts hold the value as JSON. */
  secrets: SecretBox;
  forwarders: KnownForwarders;
  tokens: { hash(token: string): string; verify(token: string, hash: string): boolean };
  /** true: of each kind that the file holds (sources, destinations, lists, inboxes, searches) what it does not name goes. */
  replace?: boolean;
}

export interface AppliedSettings {
  settings: Settings;
  /** For the store, to be put once `settings` is written. */
  entries: EntriesOfList[];
  /** Names of sources, destinations, lists, inboxes and searches. */
  added: string[];
  updated: string[];
  /** true: `settings` says the same as `current`. */
  unchanged: boolean;
}

/** Writes nothing: the caller stores the result. Throws a SettingsError with path, value and remedy. */
export async function applySettingsFile(file: SettingsFile, deps: ApplyDependencies): Promise<AppliedSettings> {
  const { current, replace = false } = deps;
  const { sources: sourceEntries, tls, ...receiverFields } = file.receiver ?? {};
  const sources = mergeByName(current.receiver.sources, sourceEntries, "receiver.sources", replace);
  const destinations = mergeByName(current.destinations, file.destinations, "destinations", replace);

  const nextSources: Source[] = sources.map(({ kept, entry }) => (entry ? sourceOf(kept, entry, deps) : kept));
  const { lists, entries } = await listsOf(file, deps);
  const nextDestinations: Destination[] = [];
  for (const { kept, entry, index } of destinations) {
    nextDestinations.push(entry ? await destinationOf(kept, entry, index, lists, deps) : kept);
  }

  refuseLostLists(nextDestinations, current.lists, lists, (type) => deps.forwarders.of(type)?.plateListKeys ?? []);
  const nextInboxes: SqsInbox[] = [];
  for (const { kept, entry, index } of mergeByName(current.inboxes, file.inboxes, "inboxes", replace)) {
    nextInboxes.push(entry ? await inboxOf(kept, entry, index, deps.secrets) : kept);
  }

  const searches = mergeByName(current.searches, file.searches, "searches", replace).map(({ kept, entry }) =>
    entry ? { id: kept?.id ?? randomUUID(), ...entry } : kept,
  );

  const next = {
    ...current,
    receiver: {
      ...current.receiver,
      ...given(receiverFields),
      sources: nextSources,
      tls: tls === undefined ? current.receiver.tls : await tlsOf(tls, current.receiver.tls, deps.secrets),
    },
    retention: { ...current.retention, ...given(file.retention ?? {}) },
    backups: { ...current.backups, ...given(file.backups ?? {}) },
    appearance: { ...current.appearance, ...given(file.appearance ?? {}) },
    updates: { ...current.updates, ...given(file.updates ?? {}) },
    log: { ...current.log, ...given(file.log ?? {}) },
    notifications: { ...current.notifications, ...given(file.notifications ?? {}) },
    destinations: nextDestinations,
    lists,
    inboxes: nextInboxes,
    searches,
  };
  const parsed = Settings.safeParse(next);
  if (!parsed.success) throw new SettingsError(explain(parsed.error, { value: next, schema: Settings, secretKeys: ["secrets"] }));

  const settings = parsed.data;
  const before = new Map(named(current).map((known) => [known.id, known]));
  const after = named(settings);
  return {
    settings,
    entries,
    added: after.filter(({ id }) => !before.has(id)).map((known) => known.name),
    updated: after
      .filter((known) => before.has(known.id) && !isDeepStrictEqual(known, before.get(known.id)))
      .map((known) => known.name),
    unchanged: isDeepStrictEqual(settings, current),
  };
}

/** Ids of lists are made of their names; the others' are random. So the kinds are told apart for lists only. */
function named({ receiver, destinations, lists, inboxes, searches }: Settings): { id: string; name: string }[] {
  const marked = lists.map((list) => ({ ...list, id: `list:${list.id}` }));
  return [...receiver.sources, ...destinations, ...marked, ...inboxes, ...searches];
}

/** All lists as they will be, and what the file says of their plates. */
async function listsOf(
  file: SettingsFile,
  { current, secrets, replace = false }: ApplyDependencies,
): Promise<{ lists: PlateList[]; entries: EntriesOfList[] }> {
  const lists: PlateList[] = [];
  const entries: EntriesOfList[] = [];
  for (const { kept, entry, index } of mergeByName(current.lists, file.lists, "lists", replace)) {
    const others = [...current.lists, ...lists];
    const list = entry ? await listOf(kept, entry, index, others, secrets) : kept;
    lists.push(list);
    if (entry?.entries) entries.push({ listId: list.id, entries: entry.entries });
  }
  return { lists, entries };
}

type Merged<Kept, Entry> = { kept: Kept; entry: undefined; index: -1 } | { kept: Kept | undefined; entry: Entry; index: number };

const sameName = (a: string, b: string) => a.toLowerCase() === b.toLowerCase();

/**
 * The known ones in their order, each with its entry where the file has one; then the new ones in the file's order. `replace`: only
 * those that have an entry, unless the file says nothing of this kind.
 */
function mergeByName<Kept extends { name: string }, Entry extends { name: string }>(
  known: readonly Kept[],
  given: readonly Entry[] | undefined,
  path: string,
  replace: boolean,
): Merged<Kept, Entry>[] {
  const entries = given ?? [];
  for (const [index, { name }] of entries.entries()) {
    const first = entries.findIndex((other) => sameName(other.name, name));
    if (first !== index) {
      const taken = phrase("settings.nameTwice", { other: `${path}[${first}]` });
      throw new SettingsError(sentences(cannotBe(`${path}[${index}].name`, name), taken));
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
  const staying = replace && given !== undefined ? merged.filter(({ entry }) => entry !== undefined) : merged;
  return [...staying, ...added];
}

function sourceOf(kept: Source | undefined, entry: SourceEntry, { tokens }: ApplyDependencies): Source {
  const former = kept?.tokenHash ?? null;
  let tokenHash = former;
  if (entry.token === null) tokenHash = null;
  else if (entry.token === undefined && entry.tokenHash !== undefined) tokenHash = entry.tokenHash;
  else if (entry.token !== undefined && !(former !== null && tokens.verify(entry.token, former)))
    tokenHash = tokens.hash(entry.token);
  return { id: kept?.id ?? randomUUID(), name: entry.name, tokenHash, enabled: entry.enabled ?? kept?.enabled ?? true };
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

/**
 * The settings as a file that a person can read and `serve --settings` takes: by name, without ids. Secrets are left out, or, for a
 * file that will be sealed, in plain text. Of a source's token only the hash is known: it goes into a sealed file, since a short
 * token could be found from it.
 */
import type { Destination } from "../../shared/destination.ts";
import type { SqsInbox } from "../../shared/inbox.ts";
import type { WantedEntry } from "../../shared/list-changes.ts";
import { findList, type PlateList } from "../../shared/plate-list.ts";
import type { SecretBox, Settings, Source } from "../../shared/settings.ts";
import type { KnownForwarders } from "./apply-destinations.ts";
import { SettingsFile } from "./settings-file.ts";

export interface ToFileDependencies {
  /** null: secrets stay here. */
  secrets: SecretBox | null;
  forwarders: KnownForwarders;
  /** The plates of a list that is kept by hand; null: none are written. */
  entriesOf: ((listId: string) => WantedEntry[]) | null;
  /** The program's version. */
  version: string;
}

/** Secrets that cannot be read here any more are left out, and named in `unreadable`. */
export async function settingsToFile(
  settings: Settings,
  deps: ToFileDependencies,
): Promise<{ file: SettingsFile; unreadable: string[] }> {
  const unreadable: string[] = [];
  const open = async (cipher: string, what: string): Promise<string | undefined> => {
    if (!deps.secrets) return undefined;
    try {
      return await deps.secrets.decrypt(cipher);
    } catch {
      unreadable.push(what);
      return undefined;
    }
  };
  const { receiver, retention, backups, appearance, notifications, updates, log, lists } = settings;
  const { tls, sources, ...receiverFields } = receiver;
  const file: SettingsFile = {
    version: 1,
    program: `Plate Courier ${deps.version}`,
    receiver: {
      ...receiverFields,
      sources: sources.map((source) => sourceEntry(source, deps.secrets !== null)),
      tls:
        tls?.kind === "pfx"
          ? { ...tls, passphrase: (tls.passphrase && (await open(tls.passphrase, "receiver.tls"))) ?? null }
          : tls,
    },
    destinations: await each(settings.destinations, (destination) => destinationEntry(destination, lists, deps, open)),
    lists: await each(lists, (list) => listEntry(list, deps, open)),
    inboxes: await each(settings.inboxes, (inbox) => inboxEntry(inbox, open)),
    searches: settings.searches.map(({ name, query }) => ({ name, query })),
    retention,
    backups,
    appearance,
    notifications,
    updates,
    log,
  };
  return { file: SettingsFile.parse(dropUndefined(file)), unreadable };
}

type Open = (cipher: string, what: string) => Promise<string | undefined>;

function sourceEntry({ name, enabled, tokenHash }: Source, withSecrets: boolean) {
  return { name, enabled, ...(withSecrets && tokenHash !== null ? { tokenHash } : {}) };
}

async function destinationEntry(
  destination: Destination,
  lists: readonly PlateList[],
  { forwarders }: ToFileDependencies,
  open: Open,
) {
  const { name, forwarder, enabled, settings, secrets, cameras, rules } = destination;
  const opened: Record<string, unknown> = { ...settings };
  const nameOf = (word: string) => findList(lists, word)?.name ?? word;
  for (const key of forwarders.of(forwarder)?.plateListKeys ?? []) {
    const word = opened[key];
    if (typeof word === "string" && word !== "") opened[key] = nameOf(word);
  }
  for (const [key, cipher] of Object.entries(secrets)) {
    const plain = await open(cipher, `${name}: ${key}`);
    if (plain !== undefined) opened[key] = JSON.parse(plain);
  }
  const { onLists, notOnLists } = rules;
  return {
    ...{ name, forwarder, enabled, settings: opened, cameras },
    rules: { ...rules, onLists: onLists.map(nameOf), notOnLists: notOnLists.map(nameOf) },
  };
}

async function listEntry({ id, sync, ...list }: PlateList, { entriesOf }: ToFileDependencies, open: Open) {
  if (!sync) return { ...list, sync: null, ...(entriesOf ? { entries: entriesOf(id) } : {}) };
  const { kind, url, tag, token } = sync;
  return { ...list, sync: { kind, url, tag, token: await open(token, `${list.name}: token`) } };
}

async function inboxEntry({ id: _, credentials, ...inbox }: SqsInbox, open: Open) {
  if (credentials.kind === "profile") return { ...inbox, credentials };
  const { kind, accessKeyId, secretAccessKey } = credentials;
  return {
    ...inbox,
    credentials: { kind, accessKeyId, secretAccessKey: await open(secretAccessKey, `${inbox.name}: secretAccessKey`) },
  };
}

async function each<From, To>(all: readonly From[], make: (one: From) => Promise<To>): Promise<To[]> {
  const made: To[] = [];
  for (const one of all) made.push(await make(one));
  return made;
}

/** Through JSON, as it will be written: what is undefined is not there. */
function dropUndefined(file: SettingsFile): unknown {
  return JSON.parse(JSON.stringify(file));
}

/**
 * A destination of an imported settings file. Ciphertexts are random, so secrets that did not change are found by decrypting, and
 * the old ones are kept. Plate lists are named by name and kept by id.
 */
import { randomUUID } from "node:crypto";
import { isDeepStrictEqual } from "node:util";
import type { z } from "zod";
import type { Destination, Rules } from "../../shared/destination.ts";
import { nearest } from "../../shared/nearest.ts";
import { phrase, sentences } from "../../shared/phrases/phrase.ts";
import type { PlateList } from "../../shared/plate-list.ts";
import { type SecretBox, Settings } from "../../shared/settings.ts";
import { listIdOf } from "./apply-lists.ts";
import { cannotBe, explain, unknownKey } from "./explain.ts";
import { given } from "./given.ts";
import { SettingsError } from "./settings-error.ts";
import type { DestinationEntry } from "./settings-file.ts";

/** What the import must know of the forwarders; settings/ does not import them. */
export interface KnownForwarders {
  types: readonly string[];
  /** Null for a type that does not exist. */
  of(type: string): KnownForwarder | null;
}

export interface KnownForwarder {
  settings: z.ZodObject;
  /** The settings that are kept encrypted. */
  secretKeys: readonly string[];
  /** The settings that choose a plate list. */
  plateListKeys: readonly string[];
}

/** `lists`: all as they will be. Throws a SettingsError with path, value and remedy. */
export async function destinationOf(
  former: Destination | undefined,
  entry: DestinationEntry,
  index: number,
  lists: readonly PlateList[],
  deps: { forwarders: KnownForwarders; secrets: SecretBox },
): Promise<Destination> {
  const at = `destinations[${index}]`;
  const type = entry.forwarder ?? former?.forwarder;
  const { types } = deps.forwarders;
  const oneOf = phrase("value.oneOf", { values: types.join(", ") });
  if (type === undefined) throw new SettingsError(sentences(phrase("value.missing", { path: `${at}.forwarder` }), oneOf));
  const forwarder = deps.forwarders.of(type);
  if (!forwarder) {
    const meant = nearest(type, types);
    const right = meant ? phrase("value.meant", { meant: JSON.stringify(meant) }) : oneOf;
    throw new SettingsError(sentences(cannotBe(`${at}.forwarder`, type), right));
  }
  // Settings of another kind of destination mean nothing to this one.
  const kept = former?.forwarder === type ? former : undefined;
  const entered = withListIds(entry.settings, forwarder, lists, `${at}.settings`);
  const sealed = await sealSettings(kept, entered, forwarder, index, deps.secrets);
  return {
    id: former?.id ?? randomUUID(),
    name: entry.name,
    forwarder: type,
    enabled: entry.enabled ?? former?.enabled ?? true,
    ...sealed,
    cameras: entry.cameras ?? former?.cameras ?? {},
    rules: entry.rules ? rulesWithListIds(entry.rules, lists, `${at}.rules`) : (former?.rules ?? defaultRules()),
  };
}

/** A person names a list by its name; kept is its id, which stays when it gets another name. */
function rulesWithListIds(rules: Rules, lists: readonly PlateList[], at: string): Rules {
  const idsOf = (key: "onLists" | "notOnLists") =>
    rules[key].map((word, index) => listIdOf(word, lists, `${at}.${key}[${index}]`));
  return { ...rules, onLists: idsOf("onLists"), notOnLists: idsOf("notOnLists") };
}

/** The same for the settings that choose a list. */
function withListIds(
  settings: Record<string, unknown> | undefined,
  { plateListKeys }: KnownForwarder,
  lists: readonly PlateList[],
  at: string,
): Record<string, unknown> | undefined {
  if (!settings) return settings;
  const chosen = plateListKeys.flatMap((key) => {
    const word = settings[key];
    return typeof word === "string" && word.trim() !== "" ? [[key, listIdOf(word, lists, `${at}.${key}`)]] : [];
  });
  return { ...settings, ...Object.fromEntries(chosen) };
}

const defaultRules = () => Settings.shape.destinations.unwrap().element.shape.rules.parse(undefined);

async function sealSettings(
  kept: Destination | undefined,
  entry: Record<string, unknown> | undefined,
  forwarder: KnownForwarder,
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

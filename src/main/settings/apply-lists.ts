import { z } from "zod";
import type { Destination } from "../../shared/destination.ts";
import type { WantedEntry } from "../../shared/list-changes.ts";
import { nearest } from "../../shared/nearest.ts";
import { phrase, sentences } from "../../shared/phrases/phrase.ts";
import { entryLimits, entryProblem, findList, newListId, ParkPowSync, PlateList } from "../../shared/plate-list.ts";
import type { SecretBox } from "../../shared/settings.ts";
import { cannotBe } from "./explain.ts";
import { SettingsError } from "./settings-error.ts";

const { name, color, notify, sound, tone } = PlateList.shape;

const Entry = z
  .strictObject({
    plate: z.string().trim(),
    name: z.string().trim().max(entryLimits.name).default(""),
    note: z.string().trim().max(entryLimits.note).default(""),
  })
  .superRefine((entry, context) => {
    const problem = entryProblem(entry);
    if (problem) context.addIssue({ code: "custom", path: ["plate"], message: problem, input: entry.plate });
  });

/** A plate list in a file that a person writes. What is absent stays as it is. */
export const ListEntryOfFile = z.strictObject({
  name,
  color: color.unwrap().optional(),
  notify: notify.unwrap().optional(),
  sound: sound.unwrap().optional(),
  tone: tone.unwrap().optional(),
  /** null: kept by hand from now on. The token in plain text; absent keeps the former one of the same server. */
  sync: z
    .strictObject({
      kind: z.literal("parkpow").optional(),
      url: ParkPowSync.shape.url.unwrap().optional(),
      tag: ParkPowSync.shape.tag,
      token: z.string().trim().min(1).max(500).optional(),
    })
    .nullable()
    .optional(),
  /** Added to the list, or put in place of the entry of the same plate; others stay. */
  entries: z.array(Entry).optional(),
});
export type ListEntryOfFile = z.infer<typeof ListEntryOfFile>;

/**
 * The list that an entry makes of the former one. A ciphertext is random, so a token that did not change is found by decrypting,
 * and the old one is kept. Throws a SettingsError that names what is missing or contradicts itself.
 */
export async function listOf(
  former: PlateList | undefined,
  entry: ListEntryOfFile,
  index: number,
  others: readonly { id: string; name: string }[],
  secrets: SecretBox,
): Promise<PlateList> {
  const at = `lists[${index}]`;
  const id = former?.id ?? newListId(entry.name, others);
  const clash = others.find((other) => other.id === entry.name.toLowerCase() && other.id !== id);
  if (clash)
    throw new SettingsError(sentences(cannotBe(`${at}.name`, entry.name), phrase("settings.nameIsId", { list: clash.name })));
  const sync = await syncOf(former?.sync ?? null, entry.sync, `${at}.sync`, secrets);
  if (sync && entry.entries) throw new SettingsError(phrase("settings.entriesAndSync", { path: `${at}.entries` }));
  return {
    id,
    name: entry.name,
    color: entry.color ?? former?.color ?? "none",
    notify: entry.notify ?? former?.notify ?? false,
    sound: entry.sound ?? former?.sound ?? false,
    tone: entry.tone ?? former?.tone ?? "chime",
    sync,
  };
}

async function syncOf(
  former: PlateList["sync"],
  entry: ListEntryOfFile["sync"],
  at: string,
  secrets: SecretBox,
): Promise<PlateList["sync"]> {
  if (entry === undefined) return former;
  if (entry === null) return null;
  const url = entry.url ?? former?.url ?? ParkPowSync.shape.url.parse(undefined);
  const { tag, token: given } = entry;
  if (given === undefined) {
    // The token only ever goes to the server that it was entered for.
    if (former && new URL(former.url).origin === new URL(url).origin) return { ...former, url, tag };
    throw new SettingsError(phrase("settings.noListToken", { path: `${at}.token` }));
  }
  const same = former !== null && (await secrets.decrypt(former.token).catch(() => null)) === given;
  return { kind: "parkpow", url, tag, token: same ? former.token : await secrets.encrypt(given) };
}

/** What a file says of plates: for the store, once the settings are written. */
export interface EntriesOfList {
  listId: string;
  entries: WantedEntry[];
}

/** Throws a SettingsError where a destination names a list that an import takes away. */
export function refuseLostLists(
  destinations: readonly Destination[],
  before: readonly PlateList[],
  after: readonly PlateList[],
  plateListKeys: (forwarder: string) => readonly string[],
): void {
  const lost = before.filter(({ id }) => !after.some((list) => list.id === id));
  for (const { name, forwarder, rules, settings } of destinations) {
    const words = [...rules.onLists, ...rules.notOnLists, ...plateListKeys(forwarder).map((key) => settings[key])];
    const list = lost.find((one) => words.some((word) => typeof word === "string" && findList([one], word)));
    if (list) throw new SettingsError(phrase("settings.listNeeded", { list: JSON.stringify(list.name), destination: name }));
  }
}

/** The id of the list that `word` names. Throws a SettingsError with the place, the word and the nearest list. */
export function listIdOf(word: string, lists: readonly { id: string; name: string }[], path: string): string {
  const found = findList(lists, word);
  if (found) return found.id;
  const names = lists.map((list) => list.name);
  const meant = nearest(word, names);
  const wanted = { path, list: JSON.stringify(word) };
  if (meant) throw new SettingsError(phrase("settings.noListMeant", { ...wanted, meant: JSON.stringify(meant) }));
  if (names.length > 0) throw new SettingsError(phrase("settings.noListOf", { ...wanted, names: names.join(", ") }));
  throw new SettingsError(phrase("settings.noList", wanted));
}

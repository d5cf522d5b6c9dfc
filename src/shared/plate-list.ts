import { z } from "zod";
import { type Phrase, phrase } from "./phrases/phrase.ts";
import { listColors, listTones } from "./plate-words.ts";

export { findList, type ListColor, type ListTone, listColors, listTones, plateKey } from "./plate-words.ts";

/** Where ParkPow's API is, with the slash at its end under which its addresses stand. */
const parkPowUrl = z
  .string()
  .trim()
  .max(500)
  .refine(isBase, phrase("value.parkPowUrl", { example: "https://app.parkpow.com/api/v1/" }))
  .transform((text) => text.replace(/\/*$/, "/"));

function isBase(text: string): boolean {
  if (!/^https?:\/\//i.test(text) || !URL.canParse(text)) return false;
  const { username, password, hash, search } = new URL(text);
  return !(username || password || hash || search);
}

/** Fills a list from the vehicles that carry a tag in ParkPow. */
export const ParkPowSync = z.strictObject({
  kind: z.literal("parkpow"),
  url: parkPowUrl.default("https://app.parkpow.com/api/v1/"),
  tag: z.string().trim().min(1).max(200),
  /** A ciphertext made by the SecretBox. */
  token: z.string().min(1),
});
export type ParkPowSync = z.infer<typeof ParkPowSync>;

/** A named list of plates, as the settings keep it. Its entries are in the store. */
export const PlateList = z.strictObject({
  /** Made of the name when the list is created; never changes. Rules and settings refer to it. */
  id: z.string().regex(/^[a-z0-9][a-z0-9-]{0,59}$/),
  name: z.string().trim().min(1).max(60),
  color: z.enum(listColors).default("none"),
  /** Whether a sighting raises a notification on the desktop. */
  notify: z.boolean().default(false),
  /** Whether a sighting sounds in the console. */
  sound: z.boolean().default(false),
  /** Which sound that is. */
  tone: z.enum(listTones).default("chime"),
  /** null: kept by hand. */
  sync: ParkPowSync.nullable().default(null),
});
export type PlateList = z.infer<typeof PlateList>;

/** One plate on a list. */
export interface ListEntry {
  /** As it was entered. */
  plate: string;
  /** Whose it is; "" where nobody said. */
  name: string;
  note: string;
  /** Milliseconds since the epoch. */
  addedAt: number;
}

/** A list on which a plate was found. */
export interface ListMatch {
  listId: string;
  listName: string;
  plate: string;
  name: string;
  note: string;
}

/** An id for a new list, made of its name; unlike every id and name of the others, so that a word means one list only. */
export function newListId(name: string, others: readonly { id: string; name: string }[]): string {
  const letters = name.normalize("NFKD").replaceAll(/\p{M}/gu, "").toLowerCase();
  const base =
    letters
      .replaceAll(/[^a-z0-9]+/g, "-")
      .replaceAll(/^-+|-+$/g, "")
      .slice(0, 50) || "list";
  for (let number = 1; ; number += 1) {
    const id = number === 1 ? base : `${base}-${number}`;
    if (!others.some((other) => other.id === id || other.name.toLowerCase() === id)) return id;
  }
}

/** The most that fits into an entry. */
export const entryLimits = { plate: 40, name: 200, note: 2000 } as const;

/** What is wrong with an entry that a person wrote, as a sentence; null where nothing is. */
export function entryProblem({ plate, name, note }: { plate: string; name: string; note: string }): Phrase | null {
  if (plate.trim() === "") return phrase("lists.noPlate");
  if (plate.includes("\ufffd")) return phrase("lists.unreadableLetter");
  if (/[*?]/.test(plate)) return phrase("lists.wholePlates");
  if (/\p{Cc}/u.test(plate)) return phrase("lists.controlCharacter");
  if (!/[\p{L}\p{N}]/u.test(plate)) return phrase("lists.noLetter");
  if (plate.length > entryLimits.plate) return phrase("lists.longPlate", { most: entryLimits.plate });
  if (name.length > entryLimits.name) return phrase("lists.longName", { most: entryLimits.name });
  if (note.length > entryLimits.note) return phrase("lists.longNote", { most: entryLimits.note });
  return null;
}

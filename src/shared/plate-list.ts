import { z } from "zod";

/** Colours a list may have in the console; each has a tone that reads on light and dark. */
export const listColors = ["none", "green", "blue", "purple", "orange", "red"] as const;
export type ListColor = (typeof listColors)[number];

/** Fills a list from the vehicles that carry a tag in ParkPow. */
export const ParkPowSync = z.strictObject({
  kind: z.literal("parkpow"),
  /** Base of ParkPow's API, e.g. "https://app.parkpow.com/api/v1/". */
  url: z.string().min(1).default("https://app.parkpow.com/api/v1/"),
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

/** The plate as it is compared and searched for: upper case, without spaces and dashes. */
export function plateKey(plate: string): string {
  return plate.replaceAll(/[\s\-‐-―]/g, "").toUpperCase();
}

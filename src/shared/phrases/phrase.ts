/**
 * What the core says of a delivery, a source, a refusal: sentences of a catalog, put together in English. English is what is stored,
 * logged and told by /health; console and tray find the phrases in it again and say them in the reader's language (retell.ts).
 */
import { type English, english } from "./english/index.ts";

declare const fromCatalog: unique symbol;
/** English text of which every sentence stands in the catalog: made by phrase(), sentences(), lines() and listing() only. */
export type Phrase = string & { readonly [fromCatalog]: true };

/** "part.name" of every phrase. */
export type PhraseKey = { [Part in keyof English]: `${Part}.${keyof English[Part] & string}` }[keyof English];

type TextOf<Key> = Key extends `${infer Part extends keyof English}.${infer Name}`
  ? Name extends keyof English[Part]
    ? English[Part][Name]
    : never
  : never;
type Slot<Text> = Text extends `${string}{{${infer Inside}}}${infer Rest}` ? Inside | Slot<Rest> : never;
/** What stands there with spaces around is a template's own, told to the operator. */
type NameIn<Inside> = Inside extends ` ${string}` ? never : Inside extends `${infer Name}, phrase` ? Name : Inside & string;

/** The values that a phrase's English text wants. One written {{name, phrase}} is made of phrases itself. */
export type PhraseValues<Key extends PhraseKey> = {
  [Inside in Slot<TextOf<Key>> as NameIn<Inside>]: Inside extends `${string}, phrase` ? Phrase : string | number;
};

/** The phrases that want exactly these values: for tables of phrases, such as one for each HTTP status. */
export type PhraseKeyOf<Names extends string> = {
  [Key in PhraseKey]: [keyof PhraseValues<Key>, Names] extends [Names, keyof PhraseValues<Key>] ? Key : never;
}[PhraseKey];

/**
 * The phrase of this key in English. Words of a vendor, the system or a person enter it as a value only: they stay as they are in every
 * language.
 */
export function phrase<Key extends PhraseKey>(
  key: Key,
  ...[values]: keyof PhraseValues<Key> extends never ? [] : [values: PhraseValues<Key>]
): Phrase {
  const [part = "", name = ""] = key.split(".");
  const text = (english as Readonly<Record<string, Readonly<Record<string, string>>>>)[part]?.[name] ?? key;
  return filled(text, (values ?? {}) as Readonly<Record<string, string | number>>) as Phrase;
}

type Maybe = Phrase | "" | false | null | undefined;

/** One phrase after the other, without those that are not there. */
export const sentences = (...phrases: readonly Maybe[]): Phrase => phrases.filter(Boolean).join(" ") as Phrase;

/** The same, each on a line of its own. */
export const lines = (phrases: readonly Phrase[]): Phrase => phrases.join("\n") as Phrase;

/** The same as a list: "the event, the logbook". */
export const listing = (phrases: readonly Maybe[], mark: ", " | "; " = ", "): Phrase =>
  phrases.filter(Boolean).join(mark) as Phrase;

/** Text that was stored as phrases, and comes back from where it was stored. */
export const recordedPhrase = (text: string): Phrase => text as Phrase;

export const slots = /\{\{(\w+)(, phrase)?\}\}/g;

/** A text with its values in it. A value is never looked through for further slots. */
export const filled = (text: string, values: Readonly<Record<string, string | number>>): string =>
  text.replace(slots, (slot, name: string) => String(values[name] ?? slot));

/**
 * What console and core both know of plates and lists without a schema: a schema asks for eval when it is made, which the console's
 * security policy reports as a violation.
 */

/** Colours a list may have in the console; each has a tone that reads on light and dark. */
export const listColors = ["none", "green", "blue", "purple", "orange", "red"] as const;
export type ListColor = (typeof listColors)[number];

/** How a sighting sounds, the calmest first: of several lists that sound at once the last in this order is heard. */
export const listTones = ["chime", "bell", "alarm"] as const;
export type ListTone = (typeof listTones)[number];

/** The plate as it is compared and searched for: upper case, without spaces and dashes. */
export function plateKey(plate: string): string {
  return plate.replaceAll(/[\s\-‐-―]/g, "").toUpperCase();
}

/** The list that a rule, a setting or a settings file means: the console names it by its id, a person by its name in any case. */
export function findList<List extends { id: string; name: string }>(lists: readonly List[], wanted: string): List | undefined {
  const word = wanted.trim().toLowerCase();
  return lists.find(({ id }) => id === word) ?? lists.find(({ name }) => name.toLowerCase() === word);
}

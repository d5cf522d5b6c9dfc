/** What ParkPow says of a webhook, as far as Plate Recognizer's middleware shows it (front_rear.py, strip_plate.py). */

export interface Visits {
  /** json: as ParkPow answers. page: a web page, so something else answered. text: anything else, an empty body included. */
  form: "json" | "page" | "text";
  /** Of the visits that came of the webhook: a list of objects with an id each, or one such object. */
  ids: string[];
  /** ParkPow is set to ask for higher scores and dropped it. It says so inside a 200. */
  lowScores: boolean;
}

export function visitsIn(text: string): Visits {
  const lowScores = /requires higher scores/i.test(text);
  const json = jsonOf(text);
  if (json === undefined) return { form: /<(?:!doctype|html|body)/i.test(text) ? "page" : "text", ids: [], lowScores };
  const entries: unknown[] = Array.isArray(json) ? json : [json];
  return { form: "json", ids: entries.flatMap(idOf), lowScores };
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function idOf(entry: unknown): string[] {
  const id = typeof entry === "object" && entry !== null && "id" in entry ? entry.id : null;
  // The middleware takes 0 for none, too.
  return (typeof id === "number" && id !== 0) || (typeof id === "string" && id !== "") ? [String(id)] : [];
}

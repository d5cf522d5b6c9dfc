/** Takes out of a recognition's JSON what must not be passed on. Text that needs no change stays byte for byte what was received. */
import { phrase } from "../../../shared/phrases/phrase.ts";
import { DeliveryError } from "../forwarder.ts";

/** A value of parsed JSON. */
export type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

/** Throws DeliveryError("nothing-to-send") for what is no JSON: the receiver keeps such a webhook, but nobody can use it. */
export function parseJson(text: string): Json {
  try {
    return JSON.parse(text) as Json;
  } catch (error) {
    throw new DeliveryError("nothing-to-send", phrase("delivery.jsonUnreadable"), {
      cause: error,
    });
  }
}

/**
 * Without the credentials of whoever posted the webhook: other receivers copy the Authorization header into
 * `webhook_header` of the JSON, and chained they would hand it from one to the next.
 */
export function withoutInboundCredentials(text: string): string {
  const json = parseJson(text);
  const cleaned = mapJson(json, (key, value) => (/^(proxy-)?authorization$/i.test(key) ? undefined : value));
  // A repeated key is lost in parsing but still in the text: then, too, the text is written anew.
  const mentions = /authorization"\s*:/i.test(text);
  return mentions || cleaned.changed ? JSON.stringify(cleaned.value) : text;
}

/**
 * Without any plate: the fields that hold plates and their candidates are emptied (a text becomes "", a list [], an object null,
 * which is what a vehicle without a plate has), and where a plate shows up elsewhere, as in a file name, it is replaced.
 * `plates` are the plates known beside those found in the JSON.
 */
export function withoutPlates(text: string, plates: readonly string[]): string {
  const json = parseJson(text);
  const found = new Set(plates);
  const emptied = mapJson(json, (key, value) => {
    if (!holdsPlate(key)) return value;
    collectPlates(value, found);
    if (typeof value === "string") return "";
    if (Array.isArray(value)) return [];
    return typeof value === "object" ? null : value;
  });
  const pattern = platePattern([...found]);
  if (!pattern) return JSON.stringify(emptied.value);
  const swept = mapJson(emptied.value, (key, value) =>
    typeof value === "string" && !keptAsItIs(key) ? value.replace(pattern, "hidden") : value,
  );
  return JSON.stringify(swept.value);
}

/** By the words of its name: "plate", "license_plate", "plateNumber", "candidates", "vrm". */
function holdsPlate(key: string): boolean {
  const words = key
    .replace(/([a-z])([A-Z])/g, "$1_$2")
    .toLowerCase()
    .split(/[^a-z]+/);
  return words.some((word) => /^plates?$|^licenseplate$|^numberplate$|^candidates$|^vrm$/.test(word));
}

/** A plate such as 2026 must not tear a hole into a date, nor CAM1 into the camera's name. */
const keptAsItIs = (key: string) => /^timestamp|^time$|^camera_id$|^id$|^event$/i.test(key);

function collectPlates(value: Json, found: Set<string>): void {
  if (typeof value === "string") found.add(value);
  else if (Array.isArray(value)) for (const entry of value) collectPlates(entry, found);
  else if (value && typeof value === "object") {
    for (const [key, entry] of Object.entries(value)) {
      // Of an object only these are plates: type and region code are words that stand elsewhere too.
      if (typeof entry === "object" || /^(value|plate|text|number)$/i.test(key)) collectPlates(entry, found);
    }
  }
}

/** Finds the plates as whole words in any case, with or without spaces and dashes. Too short ones would hit too much. */
function platePattern(plates: readonly string[]): RegExp | null {
  const words = plates
    .map((plate) => [...plate.normalize("NFKC")].filter((letter) => /[\p{L}\p{N}]/u.test(letter)))
    .filter((letters) => letters.length >= 4)
    .map((letters) => letters.join("[\\s-]*"));
  return words.length ? new RegExp(`(?<![\\p{L}\\p{N}])(?:${words.join("|")})(?![\\p{L}\\p{N}])`, "giu") : null;
}

/** Rebuilds JSON with every property passed through `change`; undefined drops it. Entries of lists count under the list's key. */
function mapJson(json: Json, change: (key: string, value: Json) => Json | undefined): { value: Json; changed: boolean } {
  let changed = false;
  const walk = (value: Json, key: string): Json => {
    if (Array.isArray(value)) return value.map((entry) => (isLeaf(entry) ? (apply(key, entry) ?? entry) : walk(entry, key)));
    if (isLeaf(value)) return value;
    const copy: { [key: string]: Json } = {};
    for (const [name, entry] of Object.entries(value)) {
      const next = apply(name, entry);
      // defineProperty, since a key of "__proto__" would otherwise set the prototype and vanish.
      if (next !== undefined) Object.defineProperty(copy, name, { value: walk(next, name), enumerable: true });
    }
    return copy;
  };
  const apply = (key: string, value: Json) => {
    const next = change(key, value);
    if (next !== value) changed = true;
    return next;
  };
  return { value: walk(json, ""), changed };
}

const isLeaf = (value: Json): value is null | boolean | number | string => value === null || typeof value !== "object";

/**
 * Takes plates out of a text that leaves the house. The same plate always becomes the same mark, [plate 1] and so on, so that a
 * fault can be followed through the text; which plate it was is not in it, not even as a hash that could be tried out.
 *
 * Two ways, because neither is enough: plates that are known (of reads and lists) are found in any spelling, also those of letters or
 * digits alone; and what looks like one, letters and digits in one word, goes as well, because the read may be deleted by now.
 */

export interface PlateMaskDependencies {
  plates: readonly string[];
  /** Words that look like plates and are none: cameras, sources, destinations. */
  names: readonly string[];
}

/** Shorter ones would tear holes into any text. */
const shortestPlate = 4;
/** Never masked: times, UUIDs, addresses with their ports, hashes, places in the program, versions. */
const leftAlone = [
  /\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:?\d\d)?/,
  /[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}/,
  /\d{1,3}(?:\.\d{1,3}){3}(?::\d+)?/,
  /[\w@./\\-]+\.(?:js|mjs|ts|node|dll|exe|log|json)\b(?::\d+)*/,
  /\bv?\d+\.\d+\.\d+(?:[-+.]\w+)*/,
  // A plate behind an escaped quote begins after it.
  /%[0-9A-Fa-f]{2}/,
];
/** Words of our own texts and of systems in which letters and digits stand together. */
const harmless = new Set(
  "sha256 sha512 ed25519 http1 http2 ipv4 ipv6 utf8 utf-8 win32 win10 win11 arm64 x64 x86 base64 json5 tls1 tlsv1 iso8601 rfc3339 node24 chrome130 sqlite3 s3 h264 h265".split(
    " ",
  ),
);

export function createPlateMask({ plates, names }: PlateMaskDependencies): (text: string) => string {
  const marks = new Map<string, string>();
  const kept = new Set(names.flatMap((name) => [name.toLowerCase(), ...name.toLowerCase().split(/[^\p{L}\p{N}]+/u)]));
  const known = new Set(plates.map(keyOf).filter((key) => key.length >= shortestPlate && !kept.has(key.toLowerCase())));
  const alone = new RegExp(leftAlone.map(({ source }) => source).join("|"), "g");
  // Up to four groups of letters and digits, as plates are written; which part of it is one is decided below.
  const candidate = /[\p{L}\p{N}]+(?:[ ·-][\p{L}\p{N}]+){0,3}/gu;

  function mark(key: string): string {
    const found = marks.get(key) ?? `[plate ${marks.size + 1}]`;
    marks.set(key, found);
    return found;
  }

  /** The longest run of groups that is a known plate, from each group on; else groups that look like one. */
  function masked(words: string): string {
    const groups = words.split(/([ ·-])/);
    let result = "";
    for (let at = 0; at < groups.length; at += 2) {
      const end = longestKnown(groups, at);
      if (end !== null) {
        result += mark(keyOf(groups.slice(at, end).join("")));
        at = end - 1;
      } else result += looksLikePlate(groups[at] ?? "") ? mark(keyOf(groups[at] ?? "")) : groups[at];
      result += groups[at + 1] ?? "";
    }
    return result;
  }

  function longestKnown(groups: readonly string[], from: number): number | null {
    for (let end = groups.length; end > from; end -= 2) if (known.has(keyOf(groups.slice(from, end).join("")))) return end;
    return null;
  }

  function looksLikePlate(word: string): boolean {
    const plain = word.toLowerCase();
    const mixed = /\d/.test(word) && /\p{L}/u.test(word);
    // Not what counts: 10ms, 32mb, 3rd, 90s; nor the id of a thing, which is longer than any plate.
    return (
      mixed &&
      word.length >= shortestPlate &&
      word.length <= 10 &&
      !kept.has(plain) &&
      !harmless.has(plain) &&
      !/^\d+(ms|s|m|h|d|kb|mb|gb|px|th|st|nd|rd)$/.test(plain)
    );
  }

  const between = (text: string) => text.replace(candidate, masked);
  return (text) => {
    let result = "";
    let from = 0;
    for (const found of text.matchAll(alone)) {
      result += between(text.slice(from, found.index)) + found[0];
      from = found.index + found[0].length;
    }
    return result + between(text.slice(from));
  };
}

function keyOf(plate: string): string {
  return plate.toUpperCase().replace(/[^\p{L}\p{N}]/gu, "");
}

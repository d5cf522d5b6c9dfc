/**
 * Takes out what has the shape of a secret, for secrets that nobody here knows any more: a password that was changed since it was
 * logged, a token in an answer of a destination.
 */
export function withoutSecretShapes(text: string): string {
  return text
    .replace(/-----BEGIN [A-Z ]+-----[\s\S]*?-----END [A-Z ]+-----/g, gone)
    .replace(/\b(\w+:\/\/)[^\s/@'"]+@/g, `$1${gone}@`)
    .replace(/\bhttps?:\/\/[^\s'"\\)]+/g, shortUrl)
    .replace(named, (_, name: string, quote: string | undefined) =>
      quote === undefined ? `${name}${gone}` : `${name}${quote}${gone}${quote}`,
    )
    .replace(/\b(Bearer|Basic|Token|Digest|Negotiate)\s+(?!\[)[\w+/=.~-]{4,}/g, `$1 ${gone}`)
    .replace(longCode, gone);
}

const gone = "•••";

/** What stands behind a name such as password: in quotes, or up to the next space, with its scheme. The marks "set" and "not set" stay. */
const named =
  /((?:pass(?:word|phrase)?|secret|token|api[-_]?key|authorization|cookie)["']?\s*[:=]\s*)(?:(["'])(?!(?:not )?set\2)(?:(?!\2).)*\2|(?!["'{[•]|true\b|false\b|null\b)(?:(?:Bearer|Basic|Token|Digest)\s+)?[^\s,;}]+)/gi;

/**
 * 24 or more letters and digits in one: keys, hashes, session ids; or base64 with its end. UUIDs name our own things, and parts of a path
 * places on the disk: they stay.
 */
const longCode =
  /(?<![\w/.\\+-])(?![0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}\b)(?=[\w+-]*\d)(?=[\w+-]*[A-Za-z])[A-Za-z0-9+_-]{24,}={0,2}|(?<![\w/.\\+-])[A-Za-z0-9+/]{24,}={1,2}/g;

/** Without its question; a part of its path that looks like a code goes, too. */
function shortUrl(url: string): string {
  const [path = "", question] = url.split(/[?#]([\s\S]*)/);
  const [start = "", rest = ""] = path.split(/(?<=^https?:\/\/[^/]*)(?=\/)([\s\S]*)/);
  const parts = rest.split("/").map((part) => (/^(?=.*\d)(?=.*[A-Za-z])[\w-]{16,}$/.test(part) ? gone : part));
  return `${start}${parts.join("/")}${question === undefined ? "" : `?${gone}`}`;
}

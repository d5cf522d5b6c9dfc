/**
 * Removes known secrets from text that goes to a screen, a log or the database. Destinations echo what they were sent, so
 * every word of theirs passes through here.
 */

/** Shorter values are no secrets, and removing them would tear holes into any text. */
const shortestSecret = 4;

/** Replaces each secret, also in the spellings it takes on the wire (URL, JSON, base64), by "•••". */
export function redactor(secrets: readonly (string | null | undefined)[]): (text: string) => string {
  const spellings = new Set<string>();
  for (const secret of secrets) {
    if (!secret) continue;
    // "Token abc" and "Basic abc" are a scheme and the secret itself; both forms are looked for.
    for (const value of [secret, ...secret.split(/\s+/).slice(1)])
      for (const spelling of spellingsOf(value)) spellings.add(spelling);
  }
  const patterns = [...spellings]
    .filter((spelling) => spelling.length >= shortestSecret)
    .sort((a, b) => b.length - a.length)
    .map((spelling) => spelling.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"));
  if (patterns.length === 0) return (text) => text;
  const any = new RegExp(patterns.join("|"), "gi");
  return (text) => text.replace(any, "•••");
}

function spellingsOf(value: string): string[] {
  const json = JSON.stringify(value).slice(1, -1);
  const url = encodeURIComponent(value);
  const html = value.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/"/g, "&quot;");
  return [value, json, url, url.replace(/%20/g, "+"), html, Buffer.from(value).toString("base64")];
}

/** Every text in settings' secret fields, records included. */
export function secretTexts(values: readonly unknown[]): string[] {
  return values.flatMap((value) => {
    if (typeof value === "string") return [value];
    return typeof value === "object" && value !== null ? secretTexts(Object.values(value)) : [];
  });
}

/** A URL as it may be shown: without query, fragment, user and password. */
export function shownUrl(url: string): string {
  if (!URL.canParse(url)) return "(no URL)";
  const { protocol, host, pathname } = new URL(url);
  return `${protocol}//${host}${pathname}`;
}

/** The values in a URL's query that may be tokens: long ones, since words like "json" stand there too. */
export function querySecrets(url: string): string[] {
  return URL.canParse(url) ? [...new URL(url).searchParams.values()].filter((value) => value.length >= 8) : [];
}

/** An update's manifest: fetched, its signature checked, and judged by what runs here. Nothing unverified is looked into. */
import type { UpdateInfo } from "electron-updater";
import { parseUpdateInfo } from "electron-updater/out/providers/Provider.js";
import { phrase } from "../../shared/phrases/phrase.ts";
import { UpdateRefusal } from "./refusal.ts";
import { readSignature, type SignedFile, sha512, type UpdateKeys } from "./statement.ts";
import { compareVersions, isVersion } from "./version-order.ts";

/** Where updates come from, and who may sign them. */
export interface UpdateFeed {
  /** A folder on a web server, with latest-<arch>.yml, its .sig, and the installers. */
  url: string;
  keys: UpdateKeys;
}

export interface VerifiedManifest {
  version: string;
  signedAt: number;
  notes: string | null;
  file: SignedFile;
  /** As electron-updater wants it: with the share of machines in a staged roll-out, and the oldest Windows. */
  info: UpdateInfo;
}

/** What was offered last: an older manifest that is served again is a replay. */
export interface SeenManifest {
  version: string;
  signedAt: number;
}

const largest = 256 * 1024;
const timeoutMs = 30_000;

/** Fetches both files, checks the signature, then reads the manifest. Throws an UpdateRefusal. */
export async function fetchManifest(options: {
  feed: UpdateFeed;
  arch: string;
  fetch: (url: string, init: RequestInit) => Promise<Response>;
  signal: AbortSignal;
}): Promise<VerifiedManifest> {
  const { feed, arch, fetch, signal } = options;
  const url = manifestUrl(feed, arch);
  const get = async (address: string, missing: "noManifest" | "unsigned"): Promise<string> => {
    let answer: Response;
    let bytes: Buffer;
    try {
      answer = await fetch(address, { cache: "no-store", signal: AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)]) });
      bytes = Buffer.from(await answer.arrayBuffer());
    } catch (error) {
      throw new UpdateRefusal("unreachable", reasonOf(error), { cause: error });
    }
    if (answer.status === 404) throw new UpdateRefusal(missing, new URL(address).host);
    if (!answer.ok) throw new UpdateRefusal("unreachable", `HTTP ${answer.status}`);
    if (bytes.length > largest) throw new UpdateRefusal("damaged", phrase("update.tooLarge", { address, bytes: bytes.length }));
    return bytes.toString("utf8");
  };
  const manifest = await get(url, "noManifest");
  const signature = await get(`${url}.sig`, "unsigned");
  return verifyManifest({ manifest, signature, keys: feed.keys, arch });
}

/** The one address of the manifest for this kind of machine. */
export function manifestUrl({ url }: UpdateFeed, arch: string): string {
  return `${url.replace(/\/+$/, "")}/latest-${arch}.yml`;
}

/** Throws an UpdateRefusal unless the manifest is what somebody whom we trust signed for this kind of machine. */
export function verifyManifest(given: { manifest: string; signature: string; keys: UpdateKeys; arch: string }): VerifiedManifest {
  const statement = readSignature(given.signature, given.keys);
  if (statement.arch !== given.arch) throw new UpdateRefusal("otherMachine", statement.arch);
  if (sha512(given.manifest) !== statement.manifest) throw new UpdateRefusal("damaged", phrase("update.notSigned"));
  const info = parseUpdateInfo(given.manifest, "the manifest", new URL("app://update"));
  const { version, file, signedAt } = statement;
  const [listed, ...others] = info.files ?? [];
  const agrees = info.version === version && listed?.url === file.name && listed.sha512 === file.sha512 && others.length === 0;
  if (!agrees || !isVersion(version) || !file.name.endsWith(".exe"))
    throw new UpdateRefusal("damaged", phrase("update.contradicts"));
  return { version, signedAt, file, notes: notesOf(info), info };
}

/** Whether it is newer than what runs. Throws an UpdateRefusal where it is older, or older than what was offered before. */
export function isNewer(manifest: VerifiedManifest, running: string, seen: SeenManifest | null): boolean {
  if (seen !== null && manifest.signedAt < seen.signedAt)
    throw new UpdateRefusal("replayed", phrase("update.offeredAfter", { version: manifest.version, seen: seen.version }));
  const order = compareVersions(manifest.version, running);
  if (order < 0) throw new UpdateRefusal("older", manifest.version);
  return order > 0;
}

function notesOf({ releaseNotes }: UpdateInfo): string | null {
  if (typeof releaseNotes === "string") return releaseNotes.trim() || null;
  if (!Array.isArray(releaseNotes)) return null;
  return releaseNotes.map(({ version, note }) => `${version}\n${note ?? ""}`.trim()).join("\n\n") || null;
}

/** fetch hides the reason in the cause: ECONNREFUSED and the like. */
function reasonOf(error: unknown): string {
  const cause = error instanceof Error ? error.cause : undefined;
  if (cause instanceof Error) return (cause as NodeJS.ErrnoException).code ?? cause.message;
  return error instanceof Error ? error.message : String(error);
}

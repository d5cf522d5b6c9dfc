/**
 * The vehicles that carry a tag in ParkPow: GET {base}vehicles/?tags=TAG with "Authorization: Token …", as the vendor's
 * middleware asks, page after page by `next`. Whether ParkPow takes a tag by name in any case is not confirmed by the vendor.
 */
import type { WantedEntry } from "../../shared/list-changes.ts";
import { type Phrase, phrase } from "../../shared/phrases/phrase.ts";
import { entryProblem } from "../../shared/plate-list.ts";
import { DeliveryError } from "../forwarders/forwarder.ts";
import type { HttpAnswer, HttpClient } from "../forwarders/kit/http.ts";
import { retryAfterMs } from "../forwarders/kit/outcome.ts";

export interface TagQuery {
  /** Ends with a slash. */
  url: string;
  tag: string;
  /** In plain text. */
  token: string;
}

export interface TaggedVehicles {
  entries: WantedEntry[];
  /** Vehicles without a plate that a list could hold. */
  withoutPlate: number;
}

/** Far beyond any list of plates; whoever sends more sends the same again and again. */
const mostPages = 5000;

/** Every page, or none: throws a DeliveryError in the operator's words, or what `signal` aborts with. */
export async function taggedVehicles(
  { url, tag, token }: TagQuery,
  { http, signal, now }: { http: HttpClient; signal: AbortSignal; now(): number },
): Promise<TaggedVehicles> {
  const base = new URL(url);
  const found: TaggedVehicles = { entries: [], withoutPlate: 0 };
  const asked = new Set<string>();
  let page: URL | null = new URL(`vehicles/?tags=${encodeURIComponent(tag)}`, base);
  while (page) {
    if (asked.has(page.href) || asked.size >= mostPages) throw misread(phrase("lists.pagesWithoutEnd"));
    asked.add(page.href);
    const headers = { authorization: `Token ${token}`, accept: "application/json" };
    const answer: HttpAnswer = await http.request({ method: "GET", url: page.href, headers, signal });
    throwForAnswer(answer, now());
    const { vehicles, next } = readPage(answer.text);
    for (const vehicle of vehicles) {
      const plate = plateOf(vehicle);
      if (plate === null) found.withoutPlate += 1;
      else found.entries.push({ plate, name: "", note: "" });
    }
    page = next === null ? null : nextPage(next, page, base);
  }
  return found;
}

/**
 * Where the next page is. The token only ever goes to the server it was entered for; a `next` that merely says http, because a
 * proxy in front of ParkPow ends TLS, is asked with the scheme of the base.
 */
function nextPage(next: string, from: URL, base: URL): URL {
  if (!URL.canParse(next, from.href)) throw misread(phrase("lists.nextPage"));
  const url = new URL(next, from);
  const samePort = url.port === base.port || (url.port === "" && url.protocol === "http:" && base.protocol === "https:");
  if (!/^https?:$/.test(url.protocol) || url.hostname !== base.hostname || !samePort)
    throw new DeliveryError("misconfigured", phrase("lists.otherServer", { host: url.host }));
  return new URL(url.pathname + url.search, base.origin);
}

function readPage(text: string): { vehicles: unknown[]; next: string | null } {
  let body: unknown;
  try {
    body = JSON.parse(text);
  } catch {
    throw misread(phrase("lists.noJson"));
  }
  // A server that does not page answers with the list itself.
  if (Array.isArray(body)) return { vehicles: body, next: null };
  const { results, next } = (body ?? {}) as { results?: unknown; next?: unknown };
  if (!Array.isArray(results)) throw misread(phrase("lists.noVehicles"));
  if (next !== null && next !== undefined && typeof next !== "string") throw misread(phrase("lists.nextPage"));
  return { vehicles: results, next: next || null };
}

function plateOf(vehicle: unknown): string | null {
  const plate = (vehicle as { license_plate?: unknown } | null)?.license_plate;
  if (typeof plate !== "string") return null;
  const trimmed = plate.trim();
  return entryProblem({ plate: trimmed, name: "", note: "" }) === null ? trimmed : null;
}

function throwForAnswer({ status, headers }: HttpAnswer, now: number): void {
  if (status >= 200 && status < 300) return;
  if (status === 401 || status === 403) throw new DeliveryError("unauthorized", phrase("lists.tokenRefused", { status }));
  if (status === 404) throw new DeliveryError("misconfigured", phrase("lists.noParkPow", { status }));
  if (status === 408 || status === 425 || status === 429 || status >= 500)
    throw new DeliveryError("busy", phrase("lists.parkPowBusy", { status }), {
      retryAfterMs: retryAfterMs(headers["retry-after"], now),
    });
  throw new DeliveryError("rejected", phrase("lists.questionRefused", { status }));
}

const misread = (reason: Phrase): DeliveryError => new DeliveryError("misconfigured", phrase("lists.misread", { reason }));

/**
 * The vehicles that carry a tag in ParkPow: GET {base}vehicles/?tags=TAG with "Authorization: Token …", as the vendor's
 * middleware asks, page after page by `next`. Whether ParkPow takes a tag by name in any case is not confirmed by the vendor.
 */
import type { WantedEntry } from "../../shared/list-changes.ts";
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
    if (asked.has(page.href) || asked.size >= mostPages) throw misread("its pages do not end");
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
  if (!URL.canParse(next, from.href)) throw misread("the address of its next page cannot be understood");
  const url = new URL(next, from);
  const samePort = url.port === base.port || (url.port === "" && url.protocol === "http:" && base.protocol === "https:");
  if (!/^https?:$/.test(url.protocol) || url.hostname !== base.hostname || !samePort)
    throw new DeliveryError(
      "misconfigured",
      `ParkPow points to another server (${url.host}) for the next page. The token was not sent there. Enter the URL of that server in the list's settings if it is right.`,
    );
  return new URL(url.pathname + url.search, base.origin);
}

function readPage(text: string): { vehicles: unknown[]; next: string | null } {
  let body: unknown;
  try {
    body = JSON.parse(text);
  } catch {
    throw misread("it is no JSON");
  }
  // A server that does not page answers with the list itself.
  if (Array.isArray(body)) return { vehicles: body, next: null };
  const { results, next } = (body ?? {}) as { results?: unknown; next?: unknown };
  if (!Array.isArray(results)) throw misread("it has no list of vehicles");
  if (next !== null && next !== undefined && typeof next !== "string")
    throw misread("the address of its next page cannot be understood");
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
  const http = `(HTTP ${status})`;
  if (status === 401 || status === 403)
    throw new DeliveryError("unauthorized", `ParkPow refused the token ${http}. Enter a valid one in the list's settings.`);
  if (status === 404)
    throw new DeliveryError("misconfigured", `There is no ParkPow at this URL ${http}. Correct it in the list's settings.`);
  if (status === 408 || status === 425 || status === 429 || status >= 500)
    throw new DeliveryError("busy", `ParkPow has a problem of its own at the moment ${http}.`, {
      retryAfterMs: retryAfterMs(headers["retry-after"], now),
    });
  throw new DeliveryError("rejected", `ParkPow did not accept the question ${http}. Check the tag in the list's settings.`);
}

function misread(why: string): DeliveryError {
  return new DeliveryError(
    "misconfigured",
    `The answer is not one of ParkPow: ${why}. Check the URL in the list's settings; it usually ends with /api/v1/.`,
  );
}

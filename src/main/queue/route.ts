import type { Rules } from "../../shared/destination.ts";
import type { ImageRole } from "../../shared/plate-read.ts";
import type { IncomingEvent, Routing } from "../store/store.ts";
import { lettingAll, refusal } from "./rules.ts";

/** What routing must know of a destination; made from its settings and its forwarder. */
export interface RoutableDestination {
  id: string;
  /** The forwarder's type, e.g. "webhook". */
  forwarder: string;
  unit: "read" | "event";
  /** Whether it also takes webhooks that are no recognition. Only for unit "event". */
  otherEvents: boolean;
  enabled: boolean;
  rules: Rules;
  /** The images without which there is nothing to send. */
  needs: readonly ImageRole[];
  freshness: "record" | { actWithinMs: number };
}

/**
 * Who gets what of a webhook: one routing per read, or one per event, for every enabled destination. Pure and synchronous,
 * because it runs inside the transaction that stores the event. Filtered and skipped ones are routed too: the operator
 * sees on the read why a destination did not get it, and the ledger balances.
 */
export function routeEvent(event: IncomingEvent, destinations: readonly RoutableDestination[], now: number): Routing[] {
  if (event.kind === "quarantined") return [];
  return destinations.flatMap((destination) => {
    if (!destination.enabled) return [];
    if (event.kind === "other" && !(destination.unit === "event" && destination.otherEvents)) return [];
    if (destination.unit === "event") return [routing(event, destination, null, eventRefusal(event, destination.rules), now)];
    return event.reads.map((read, index) =>
      routing(event, destination, index, refusal(destination.rules, read, event.camera), now),
    );
  });
}

function routing(
  event: IncomingEvent,
  destination: RoutableDestination,
  readIndex: number | null,
  filteredBecause: string | null,
  now: number,
): Routing {
  const whose = { destinationId: destination.id, forwarder: destination.forwarder, readIndex };
  if (filteredBecause !== null) return { ...whose, status: "filtered", reason: filteredBecause, expiresAt: null };
  const lacking = lackingImage(event, destination.needs);
  if (lacking !== null) return { ...whose, status: "skipped", reason: lacking, expiresAt: null };
  const { freshness } = destination;
  const expiresAt = freshness === "record" ? null : now + freshness.actWithinMs;
  return { ...whose, status: "pending", reason: null, expiresAt };
}

/** A whole event passes when any of its reads does; one without reads only where there is no rule to judge it by. */
function eventRefusal(event: IncomingEvent, rules: Rules): string | null {
  if (event.reads.length === 0) return lettingAll(rules) ? null : "it holds no read that the rules could be applied to";
  let first: string | null = null;
  for (const read of event.reads) {
    const reason = refusal(rules, read, event.camera);
    if (reason === null) return null;
    first ??= reason;
  }
  return event.reads.length === 1 ? first : `none of its ${event.reads.length} reads passes the rules; the first: ${first}`;
}

const imageNames: Record<ImageRole, string> = { scene: "picture", plate: "plate picture", other: "further picture" };

function lackingImage(event: IncomingEvent, needs: readonly ImageRole[]): string | null {
  for (const role of needs) {
    const images = event.images.filter((image) => image.role === role);
    if (images.some((image) => image.unreadable === null)) continue;
    const broken = images[0]?.unreadable;
    if (broken) return `the ${imageNames[role]} that this destination needs cannot be decoded: ${broken}`;
    return `the webhook brought no ${imageNames[role]}, and this destination needs one`;
  }
  return null;
}

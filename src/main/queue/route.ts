import type { Rules } from "../../shared/destination.ts";
import { type Phrase, phrase, recordedPhrase } from "../../shared/phrases/phrase.ts";
import { plateKey } from "../../shared/plate-list.ts";
import type { EventKind, ImageRole, ReadDraft } from "../../shared/plate-read.ts";
import type { Routing } from "../store/store.ts";
import { knowsNothing, listRefusal, type PlateKnowledge, sightingRefusal } from "./list-rules.ts";
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

/** What routing looks at of a webhook, whether it just came in or is sent again. */
export interface RoutableEvent {
  kind: EventKind;
  camera: string;
  receivedAt: number;
  reads: readonly ReadDraft[];
  images: readonly { role: ImageRole; unreadable: string | null }[];
}

/** What the rules say of one event or read: why it is kept back, and otherwise the plates that are sighted with it. */
type Verdict = { refused: Phrase } | { refused: null; sightings: readonly string[] };

/**
 * Who gets what of a webhook: one routing per read, or one per event, for every enabled destination. Synchronous and without
 * effects, because it runs inside the transaction that stores the event. Filtered and skipped ones are routed too: the operator
 * sees on the read why a destination did not get it, and the ledger balances. `now`: until when "of no use afterwards" counts.
 */
export function routeEvent(
  event: RoutableEvent,
  destinations: readonly RoutableDestination[],
  now: number,
  known: Omit<PlateKnowledge, "now"> = knowsNothing,
): Routing[] {
  if (event.kind === "quarantined") return [];
  return destinations.flatMap((destination) => {
    if (!destination.enabled) return [];
    if (event.kind === "other" && !(destination.unit === "event" && destination.otherEvents)) return [];
    const verdicts = readVerdicts(event, destination, { ...known, now: event.receivedAt });
    if (destination.unit === "event") return [routing(event, destination, null, eventVerdict(verdicts, destination.rules), now)];
    return verdicts.map((verdict, index) => routing(event, destination, index, verdict, now));
  });
}

/** Each read in turn, because of one plate that is in the webhook several times only the first passes where the rules say so. */
function readVerdicts(event: RoutableEvent, destination: RoutableDestination, known: PlateKnowledge): Verdict[] {
  const { rules } = destination;
  const seen = new Set<string>();
  return event.reads.map((read) => {
    const { plate } = read;
    const refused =
      refusal(rules, read, event.camera) ?? listRefusal(rules, plate, known) ?? sightingRefusal(destination, plate, seen, known);
    if (refused !== null) return { refused };
    const key = rules.firstWithinS > 0 && plate !== null ? plateKey(plate) : "";
    if (key === "") return { refused, sightings: [] };
    seen.add(key);
    return { refused, sightings: [key] };
  });
}

/** A whole event passes when any of its reads does; one without reads only where there is no rule to judge it by. */
function eventVerdict(verdicts: readonly Verdict[], rules: Rules): Verdict {
  const passed = verdicts.filter((verdict) => verdict.refused === null);
  if (passed.length > 0) return { refused: null, sightings: passed.flatMap(({ sightings }) => sightings) };
  const first = verdicts[0]?.refused ?? null;
  if (first === null) return lettingAll(rules) ? { refused: null, sightings: [] } : { refused: phrase("rule.noRead") };
  if (verdicts.length === 1) return { refused: first };
  return { refused: phrase("rule.noneOfMany", { count: verdicts.length, first }) };
}

function routing(
  event: RoutableEvent,
  destination: RoutableDestination,
  readIndex: number | null,
  verdict: Verdict,
  now: number,
): Routing {
  const whose = { destinationId: destination.id, forwarder: destination.forwarder, readIndex };
  if (verdict.refused !== null) return { ...whose, status: "filtered", reason: verdict.refused, expiresAt: null };
  const lacking = lackingImage(event, destination.needs);
  if (lacking !== null) return { ...whose, status: "skipped", reason: lacking, expiresAt: null };
  const { freshness } = destination;
  const expiresAt = freshness === "record" ? null : now + freshness.actWithinMs;
  const sighted = verdict.sightings.length > 0 ? { sightings: verdict.sightings } : {};
  return { ...whose, ...sighted, status: "pending", reason: null, expiresAt };
}

const missing = { scene: "rule.noScene", plate: "rule.noPlatePicture", other: "rule.noOtherPicture" } as const;
const broken = { scene: "rule.brokenScene", plate: "rule.brokenPlatePicture", other: "rule.brokenOtherPicture" } as const;

function lackingImage(event: RoutableEvent, needs: readonly ImageRole[]): Phrase | null {
  for (const role of needs) {
    const images = event.images.filter((image) => image.role === role);
    if (images.some((image) => image.unreadable === null)) continue;
    const unreadable = images[0]?.unreadable;
    return unreadable ? phrase(broken[role], { reason: recordedPhrase(unreadable) }) : phrase(missing[role]);
  }
  return null;
}

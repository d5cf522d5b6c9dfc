import { createHash } from "node:crypto";
import type { Inspection, RereadPreview } from "../../shared/inspection.ts";
import { phrase, recordedPhrase } from "../../shared/phrases/phrase.ts";
import type { SettingsStore } from "../../shared/settings.ts";
import type { Clock } from "../clock.ts";
import { type ConsoleBackend, ConsoleError } from "../console/backend.ts";
import type { Dispatcher } from "../queue/queue.ts";
import { routeEvent } from "../queue/route.ts";
import { type UnderstoodAgain, understandAgain } from "../receiver/understand-again.ts";
import { changesOf } from "../store/reread-changes.ts";
import type { Reread } from "../store/rereading.ts";
import type { FeedEntry, Route, Store } from "../store/store.ts";
import type { DestinationSet } from "./destination-set.ts";

type InspectorPart = Pick<
  ConsoleBackend,
  "inspect" | "bodySlice" | "quarantined" | "countQuarantined" | "rereadEvent" | "rereadQuarantined"
>;

export interface InspectorDeps {
  store: Store;
  settings: Pick<SettingsStore, "get">;
  destinations: Pick<DestinationSet, "all">;
  dispatcher: Pick<Dispatcher, "accepted">;
  clock: Pick<Clock, "now">;
  /** Told after a change: what the event was, and what became of it. */
  onReread(before: FeedEntry, after: FeedEntry): void;
}

/** Read again in one step; each is a transaction of its own, and the receiver has its turn in between. */
const eventsPerStep = 25;

/** Webhooks, looked into, and sent to the parser again. Body and images stay as they were received, whatever becomes of the reads. */
export function createConsoleInspector(deps: InspectorDeps): InspectorPart {
  const { store, settings, destinations, dispatcher, clock } = deps;

  /** Null where retention removed the body. */
  async function understood({ event }: FeedEntry): Promise<(UnderstoodAgain & { bytes: Buffer; contentType: string }) | null> {
    const body = store.events.body(event.id);
    if (!body) return null;
    const reason = event.reason === null ? null : recordedPhrase(event.reason);
    const stored = { ...body, headers: event.headers, reason };
    return { ...body, ...(await understandAgain(stored, settings.get().receiver.maxJsonBytes)) };
  }

  function previewOf(entry: FeedEntry, again: UnderstoodAgain | null): RereadPreview {
    if (!again) return { outcome: "unchanged", reason: null, reads: entry.reads.length, added: 0, corrected: 0 };
    const { reason, reads } = again.understanding;
    const { outcome, added, corrected } = changesOf(entry, again.understanding);
    return { outcome, reason, reads: reads.length, added: added.length, corrected: corrected.length };
  }

  function chosenRoute(destinationIds: readonly string[]): Route {
    const chosen = destinations.all().flatMap(({ routable }) => (destinationIds.includes(routable.id) ? [routable] : []));
    const lists = settings.get().lists;
    // The operator decides now: what is of no use after a minute is of use a minute from now.
    return (event, lookup) => routeEvent(event, chosen, clock.now(), { lookup, lists });
  }

  async function apply(before: FeedEntry, again: UnderstoodAgain, route: Route): Promise<Reread | null> {
    const reread = await store.rereading.apply(before.event.id, again.understanding, route, clock.now());
    if (!reread || (reread.outcome === "unchanged" && reread.deliveries.length === 0) || reread.outcome === "quarantined")
      return reread;
    const after = store.events.get(before.event.id);
    if (after) deps.onReread(before, after);
    dispatcher.accepted(reread.deliveries);
    return reread;
  }

  function known(destinationIds: readonly string[]): void {
    const missing = destinationIds.find((id) => !destinations.all().some(({ routable }) => routable.id === id));
    if (missing !== undefined) throw new ConsoleError(phrase("console.chosenGone"));
  }

  return {
    async inspect(eventId): Promise<Inspection | null> {
      const entry = store.events.get(eventId);
      if (!entry) return null;
      const again = await understood(entry);
      return {
        event: entry.event,
        arrival: store.arrivals.get(eventId),
        body: again && {
          size: again.bytes.length,
          contentType: again.contentType,
          kept: again.kept,
          sha256: createHash("sha256").update(again.bytes).digest("hex"),
        },
        fault: again?.fault ?? null,
        now: previewOf(entry, again),
      };
    },
    bodySlice({ eventId, offset, length }) {
      const body = store.events.body(eventId);
      if (!body) return null;
      const base64 = body.bytes.subarray(offset, offset + length).toString("base64");
      return { offset, total: body.bytes.length, base64 };
    },
    async quarantined({ beforeId = Number.MAX_SAFE_INTEGER, ...query }) {
      const entries = store.rereading.quarantined({ ...query, beforeId });
      const rows = [];
      for (const entry of entries) rows.push({ event: entry.event, now: previewOf(entry, await understood(entry)) });
      return rows;
    },
    countQuarantined: (span) => ({ count: store.rereading.countQuarantined(span) }),
    async rereadEvent({ eventId, destinationIds }) {
      known(destinationIds);
      const entry = store.events.get(eventId);
      const again = entry && (await understood(entry));
      const reread = again && (await apply(entry, again, chosenRoute(destinationIds)));
      if (!reread) throw new ConsoleError(phrase("console.webhookGone"));
      const { reason, reads } = again.understanding;
      return { ...reread, reason, reads: reads.length, deliveries: reread.deliveries.length };
    },
    async rereadQuarantined({ since, until, afterId, destinationIds, preview }) {
      known(destinationIds);
      const route = chosenRoute(destinationIds);
      const entries = store.rereading.quarantined({ since, until, afterId, limit: eventsPerStep });
      const step = { looked: entries.length, understood: 0, reads: 0, deliveries: 0 };
      for (const entry of entries) {
        const again = await understood(entry);
        if (!again || previewOf(entry, again).outcome !== "understood") continue;
        const reread = preview ? null : await apply(entry, again, route);
        step.understood += 1;
        step.reads += again.understanding.reads.length;
        step.deliveries += reread?.deliveries.length ?? 0;
      }
      return { ...step, next: entries.length < eventsPerStep ? null : (entries.at(-1)?.event.id ?? null) };
    },
  };
}

import { createHash } from "node:crypto";
import type { Settings } from "../../shared/settings.ts";
import type { Clock } from "../clock.ts";
import type { ConsoleBackend } from "../console/backend.ts";
import type { Store } from "../store/store.ts";

interface EvidenceDeps {
  store: Store;
  settings: { get(): Settings };
  clock: Pick<Clock, "now">;
  version: string;
}

/** Puts together what an evidence sheet says. Hashes are made of the bytes on the disk now, so that they prove what is there. */
export function createConsoleEvidence({ store, settings, clock, version }: EvidenceDeps): Pick<ConsoleBackend, "evidence"> {
  const hash = (bytes: Buffer) => createHash("sha256").update(bytes).digest("hex");
  return {
    async evidence(readId) {
      const read = store.reads.get(readId);
      const entry = read && store.events.get(read.eventId);
      if (!entry) return null;
      const body = store.events.body(read.eventId);
      const imageSha256: Record<number, string | null> = {};
      for (const { id } of entry.event.images) {
        const bytes = await store.images.bytes(id);
        imageSha256[id] = bytes && hash(bytes);
      }
      const names = new Map(settings.get().destinations.map(({ id, name }) => [id, name]));
      const deliveries = entry.deliveries
        .filter((delivery) => delivery.readId === null || delivery.readId === readId)
        .map((delivery) => ({
          ...delivery,
          destination: names.get(delivery.destinationId) ?? null,
          history: store.deliveries.attempts(delivery.id),
        }));
      const { event } = entry;
      return { read, event, bodySha256: body && hash(body.bytes), imageSha256, deliveries, version, madeAt: clock.now() };
    },
  };
}

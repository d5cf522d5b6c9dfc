/**
 * Binds settings, secrets and forwarders: makes of each configured destination what the queue can deliver to and what the
 * router can route to. The only place where a forwarder meets the store's content.
 */

import { createHash } from "node:crypto";
import type { ZodError } from "zod";
import type { Delivery, FailureKind, Receipt } from "../../shared/delivery.ts";
import type { Destination } from "../../shared/destination.ts";
import { type Phrase, phrase, recordedPhrase } from "../../shared/phrases/phrase.ts";
import type { StoredEvent } from "../../shared/plate-read.ts";
import type { SecretBox } from "../../shared/settings.ts";
import type { Clock } from "../clock.ts";
import {
  DeliveryError,
  type Forwarder,
  type ForwarderContext,
  type ImageSource,
  type PlateListDesk,
} from "../forwarders/forwarder.ts";
import { forwarderOf } from "../forwarders/index.ts";
import { createHttpClient } from "../forwarders/kit/http.ts";
import { createKeeper } from "../forwarders/kit/keeper.ts";
import { ImageUnreadableError } from "../images/decode.ts";
import type { Log } from "../log.ts";
import type { QueueDestination } from "../queue/queue.ts";
import type { RoutableDestination } from "../queue/route.ts";
import type { FeedEntry, Store } from "../store/store.ts";
import { openSecrets } from "./destination-secrets.ts";

/** A destination ready for use. `close` lets its connections go once nothing uses them any more. */
export interface BoundDestination {
  queue: QueueDestination;
  routable: RoutableDestination;
  context(camera: string, signal: AbortSignal, images: ImageSource): ForwarderContext<Record<string, unknown>>;
  forwarder: Forwarder;
  /** See Forwarder.listen; null where there is nothing to hear, or where it is switched off or its settings are not valid. */
  listen: ((signal: AbortSignal, ready: () => void) => Promise<void>) | null;
  close(): Promise<void>;
}

export interface BindDeps {
  store: Store;
  lists: PlateListDesk;
  secrets: SecretBox;
  clock: Clock;
  log: Log;
  version: string;
  /** Stable per installation; makes delivery ids unique among installations. */
  installation: string;
}

/** Binds one destination. Never throws for bad settings or secrets: its deliveries then pause it with the reason. */
export async function bindDestination(destination: Destination, deps: BindDeps): Promise<BoundDestination> {
  const forwarder = forwarderOf(destination.forwarder);
  const opened = await openSecrets(destination, deps.secrets).then(
    (values) => forwarder.settings.safeParse(values),
    () => null,
  );
  const settings = (opened?.success ? opened.data : {}) as Record<string, unknown>;
  const problem = opened?.success
    ? null
    : opened === null
      ? phrase("delivery.secretsUnreadable", { name: destination.name })
      : invalidSettings(destination, opened.error);
  return bindSettings(destination, settings, problem, deps);
}

/** That a destination's settings do not pass its schema, with the first reason. */
export function invalidSettings({ name }: Destination, { issues: [issue] }: ZodError): Phrase {
  return phrase("delivery.settingsInvalid", {
    name,
    field: issue?.path.join(".") ?? "",
    problem: recordedPhrase(issue?.message ?? ""),
  });
}

/** Binds validated settings; also used by the Test button for a draft. */
export function bindSettings(
  destination: Destination,
  settings: Record<string, unknown>,
  problem: Phrase | null,
  deps: BindDeps,
): BoundDestination {
  const forwarder = forwarderOf(destination.forwarder);
  const timeoutMs = typeof settings.timeoutS === "number" ? settings.timeoutS * 1000 : forwarder.limits.timeoutMs;
  const http = createHttpClient({
    certificateSha256: typeof settings.certificateSha256 === "string" ? settings.certificateSha256 : null,
    timeoutMs,
    userAgent: `PlateCourier/${deps.version}`,
  });
  const keeper = createKeeper();
  const context: BoundDestination["context"] = (camera, signal, images) => ({
    settings,
    http: { request: (request) => http.request({ signal, ...request }) },
    images,
    camera,
    lists: deps.lists,
    keep: keeper.keep,
    signal,
    now: () => deps.clock.now(),
  });

  async function deliver(delivery: Delivery, signal: AbortSignal): Promise<Receipt> {
    if (problem) throw new DeliveryError("misconfigured", problem);
    const entry = deps.store.events.get(delivery.eventId);
    if (!entry) throw new DeliveryError("nothing-to-send", phrase("delivery.eventRemoved"));
    const read = entry.reads.find((candidate) => candidate.id === delivery.readId) ?? null;
    const content = {
      deliveryId: `${deps.installation}-${delivery.id}`,
      mayHaveArrived: mayHaveArrived(delivery, deps.store),
      event: entry.event,
      reads: forwarder.unit === "read" && read ? [read] : entry.reads,
      read,
    };
    const images = imageSource(entry, deps.store);
    try {
      return await forwarder.deliver(content, context(mappedCamera(destination, entry.event), signal, images));
    } catch (error) {
      if (!(error instanceof ImageUnreadableError)) throw error;
      const scene = entry.event.images.find((image) => image.role === "scene");
      if (scene) await deps.store.images.markUnreadable(scene.id, error.message);
      throw new DeliveryError("nothing-to-send", phrase("delivery.pictureUnreadable", { reason: error.message }), {
        cause: error,
      });
    }
  }

  const hears = forwarder.listen !== undefined && destination.enabled && problem === null;
  return {
    forwarder,
    context,
    listen: hears ? async (signal, ready) => forwarder.listen?.(context("", signal, noImages), ready) : null,
    queue: {
      id: destination.id,
      name: destination.name,
      enabled: destination.enabled,
      parallel: forwarder.limits.parallel,
      timeoutMs,
      revision: revisionOf(destination),
      deliver,
    },
    routable: {
      id: destination.id,
      forwarder: forwarder.type,
      unit: forwarder.unit,
      otherEvents: forwarder.otherEvents ?? false,
      enabled: destination.enabled,
      rules: destination.rules,
      needs: problem ? [] : (forwarder.needs?.(settings) ?? []),
      freshness: (problem ? undefined : forwarder.freshness?.(settings)) ?? forwarder.limits.freshness,
    },
    async close() {
      await keeper.close();
      await http.close();
    },
  };
}

/** What these attempts ended in says nothing about whether the destination has taken it. */
const unsure: readonly string[] = ["unreachable", "busy", "internal"] satisfies FailureKind[];

/** An attempt that a crash ended is counted, but nobody recorded it. One that a shutdown broke off leaves no trace. */
function mayHaveArrived({ id, attempts }: Delivery, store: Store): boolean {
  if (attempts <= 1) return false;
  const earlier = store.deliveries.attempts(id);
  return earlier.length < attempts - 1 || earlier.some(({ outcome }) => unsure.includes(outcome));
}

/** Changes when the operator changed anything that could mend a paused destination. */
function revisionOf({ forwarder, settings, secrets, cameras, enabled }: Destination): string {
  return createHash("sha256")
    .update(JSON.stringify([forwarder, settings, secrets, cameras, enabled]))
    .digest("hex");
}

/**
 * The header camera-id names the camera where it is sent, as in the vendor's middleware; else the event's own camera does. One that is
 * not mapped keeps that name.
 */
function mappedCamera({ cameras }: Pick<Destination, "cameras">, event: StoredEvent): string {
  const own = event.headers.cameraId || event.camera;
  return cameras[own] ?? cameras[event.camera] ?? own;
}

function imageSource(entry: FeedEntry, store: Store): ImageSource {
  return {
    async bytes(image) {
      const bytes = await store.images.bytes(image.id);
      if (!bytes) throw new DeliveryError("nothing-to-send", phrase("delivery.imageRemoved"));
      return bytes;
    },
    async json() {
      const body = store.events.body(entry.event.id);
      if (!body) throw new DeliveryError("nothing-to-send", phrase("delivery.eventRemoved"));
      return body.bytes.toString("utf8");
    },
    contentType: async () => store.events.body(entry.event.id)?.contentType ?? "",
  };
}

/** For check() and cameras(), where there is no event. */
export const noImages: ImageSource = {
  bytes: () => Promise.reject(new DeliveryError("nothing-to-send", phrase("delivery.noImageInTest"))),
  json: () => Promise.reject(new DeliveryError("nothing-to-send", phrase("delivery.noEventInTest"))),
};

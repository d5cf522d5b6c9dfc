/** The images a console shows: as received, a thumbnail, or the crop of a plate. Small ones are made on demand and remembered. */
import type { ImageRequest, ServedImage } from "../core-api.ts";
import { ImageUnreadableError } from "../images/decode.ts";
import { cropPlate, placeBox, thumbnail } from "../images/edit.ts";
import type { Log } from "../log.ts";
import type { Store } from "../store/store.ts";

/**
 * Made when first looked at, not on receipt: at night nobody looks, and making one takes longer than storing the webhook.
 * 24 MB hold about two thousand rows, more than a page ever shows at once.
 */
const rememberedBytes = 24 * 1024 * 1024;
const thumbnailWidth = 320;

/** Answers image requests from the store. Null where there is no such image or it cannot be shown. */
export function createPictures({
  store,
  log,
}: {
  store: Store;
  log: Log;
}): (request: ImageRequest) => Promise<ServedImage | null> {
  const remembered = new Map<string, Promise<ServedImage | null>>();
  const sizes = new Map<string, number>();
  let total = 0;

  function forget(key: string): void {
    remembered.delete(key);
    total -= sizes.get(key) ?? 0;
    sizes.delete(key);
  }

  function remember(key: string, make: () => Promise<ServedImage | null>): Promise<ServedImage | null> {
    const known = remembered.get(key);
    if (known) {
      // Back to the young end: a Map keeps the order of insertion.
      remembered.delete(key);
      remembered.set(key, known);
      return known;
    }
    const made = make();
    remembered.set(key, made);
    made.then(
      (image) => {
        const size = image?.bytes.length ?? 100;
        sizes.set(key, size);
        total += size;
        for (const oldest of remembered.keys()) {
          if (total <= rememberedBytes) break;
          forget(oldest);
        }
      },
      () => forget(key),
    );
    return made;
  }

  async function original(id: number): Promise<ServedImage | null> {
    const image = store.images.get(id);
    const bytes = image && (await store.images.bytes(id));
    return bytes ? { bytes, contentType: image.contentType } : null;
  }

  async function readable<T>(imageId: number, make: () => Promise<T>): Promise<T | null> {
    try {
      return await make();
    } catch (error) {
      if (!(error instanceof ImageUnreadableError)) throw error;
      log.info("An image could not be decoded.", { imageId, reason: error.message });
      await store.images.markUnreadable(imageId, error.message);
      return null;
    }
  }

  async function thumb(id: number): Promise<ServedImage | null> {
    const image = store.images.get(id);
    if (!image || image.unreadable) return null;
    const bytes = await store.images.bytes(id);
    if (!bytes) return null;
    const small = await readable(id, () => thumbnail(bytes, { width: thumbnailWidth }));
    return small && { bytes: small, contentType: "image/jpeg" };
  }

  async function plate(readId: number): Promise<ServedImage | null> {
    const read = store.reads.get(readId);
    const entry = read && store.events.get(read.eventId);
    if (!entry) return null;
    const scene = entry.event.images.find((image) => image.role === "scene" && !image.unreadable);
    if (scene?.width && scene.height && read.plateBox) {
      const box = placeBox(read.plateBox, { width: scene.width, height: scene.height }, read.vehicleBox);
      const bytes = box && (await store.images.bytes(scene.id));
      const crop = bytes ? await readable(scene.id, () => cropPlate(bytes, box)) : null;
      if (crop) return { bytes: crop, contentType: "image/jpeg" };
    }
    // The recogniser's own crop belongs to the event; with several reads nobody can say to which of them.
    const own = entry.event.images.find((image) => image.role === "plate" && !image.unreadable);
    return own && entry.reads.length === 1 ? thumb(own.id) : null;
  }

  return (request) => {
    if (request.kind === "image") return original(request.id);
    return remember(`${request.kind}:${request.id}`, () => (request.kind === "thumb" ? thumb(request.id) : plate(request.id)));
  };
}

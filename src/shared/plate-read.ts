/** Pixel box in the event's scene image: left, top, right, bottom. */
import type { Phrase } from "./phrases/phrase.ts";
export interface Box {
  xmin: number;
  ymin: number;
  xmax: number;
  ymax: number;
}

export interface PlateCandidate {
  plate: string;
  score: number | null;
}

/** One vehicle or plate as the recogniser told it, normalised from every payload shape. Not yet stored. */
export interface ReadDraft {
  /** As received (Stream sends lower case); null where the vehicle shows no plate. */
  plate: string | null;
  /** 0..1 */
  score: number | null;
  /** 0..1: confidence that the box is a plate */
  dscore: number | null;
  /** Region code such as "us-ca"; lower case. */
  region: string | null;
  regionScore: number | null;
  vehicleType: string | null;
  vehicleScore: number | null;
  make: string | null;
  model: string | null;
  makeModelScore: number | null;
  color: string | null;
  colorScore: number | null;
  /** "Front" | "Rear" | … as received */
  orientation: string | null;
  /** Direction of travel in degrees, 0 <= d < 360; null where not told. */
  direction: number | null;
  /** km/h, where told */
  speed: number | null;
  plateBox: Box | null;
  vehicleBox: Box | null;
  candidates: PlateCandidate[];
}

/** A stored read. Times are milliseconds since the epoch, UTC. */
export interface PlateRead extends ReadDraft {
  id: number;
  eventId: number;
  /** Position among the event's results, from 0. */
  index: number;
  receivedAt: number;
  /** When the recogniser saw it; null where it does not say. */
  capturedAt: number | null;
  /** The recogniser's local time as text with its offset ("2026-11-23 14:03:22.123+01:00"), where it says one. */
  capturedAtLocal: string | null;
  /** "" where the recogniser names none. */
  camera: string;
  /** Name of the source whose token came with the webhook. */
  source: string | null;
}

/**
 * recognition: Stream's "recognition" or Snapshot's "image.done". other: a webhook of the recogniser that is not a
 * recognition (heartbeat, dwell time, video). quarantined: stored, but its content could not be understood.
 */
export type EventKind = "recognition" | "other" | "quarantined";

/** What the sender told about itself in HTTP headers of its own; null where absent. */
export interface SenderHeaders {
  cameraId: string | null;
  cameraName: string | null;
  macAddress: string | null;
  serialNumber: string | null;
}

/** One stored webhook, without its bytes. */
export interface StoredEvent {
  id: number;
  kind: EventKind;
  /** hook.event as received, e.g. "recognition", "image.done"; null where there is none. */
  hookEvent: string | null;
  receivedAt: number;
  capturedAt: number | null;
  camera: string;
  source: string | null;
  remoteAddress: string | null;
  headers: SenderHeaders;
  /** Why it was quarantined; null otherwise. */
  reason: string | null;
  images: StoredImage[];
}

/** scene: the picture the boxes refer to (part `upload`). plate: the recogniser's own plate crop (part `plate_img`). */
export type ImageRole = "scene" | "plate" | "other";

export interface StoredImage {
  id: number;
  eventId: number;
  role: ImageRole;
  /** Name of the multipart part it came in, e.g. "upload". */
  part: string;
  filename: string;
  /** By content, not by the sender's word: "image/jpeg" | "image/png" | "image/webp" | "application/octet-stream". */
  contentType: string;
  size: number;
  /** Pixels; null where unreadable. */
  width: number | null;
  height: number | null;
  /** Why the image cannot be decoded ("the file ends too early"); null where it is fine. */
  unreadable: string | null;
}

/** The image bytes' first guess at what it is, made on receipt without decoding (see main/receiver/inspect-image.ts). */
export interface ImageFacts {
  contentType: string;
  width: number | null;
  height: number | null;
  unreadable: Phrase | null;
}

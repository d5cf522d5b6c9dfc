/**
 * What the thread that takes webhooks and the main thread tell each other. Between them they share the memory of bodies: a webhook's
 * images, and JSON that is all of a body, lie where they were received, and stay there until it is answered.
 */
import type { SecureContextOptions } from "node:tls";
import type { Arrival } from "../../../shared/arrival.ts";
import type { Phrase } from "../../../shared/phrases/phrase.ts";
import type { ImageFacts, ImageRole } from "../../../shared/plate-read.ts";
import type { ReceiverSettings } from "../../../shared/settings.ts";
import type { Log } from "../../log.ts";
import type { Answer } from "./answers.ts";

/** Settings that are asked at each webhook. */
export type IntakeSettings = Pick<ReceiverSettings, "requireToken" | "sources" | "maxBodyBytes" | "maxJsonBytes">;

/** Where to listen; `tls` as node:https wants it. */
export interface Place {
  host: string;
  port: number;
  tls: SecureContextOptions | null;
}

/** A webhook that was received as a whole, taken apart, and not understood yet. */
export interface TakenWebhook {
  address: string;
  source: string | null;
  /** Of the request's headers those that the event keeps. */
  headers: Record<string, string | string[] | undefined>;
  /** The JSON exactly as received; null where there is none that could be meant, and then `reason`, and `whole`, the body. */
  json: Uint8Array | null;
  reason: Phrase | null;
  whole: Uint8Array | null;
  images: TakenImage[];
}

export interface TakenImage extends ImageFacts {
  role: ImageRole;
  part: string;
  filename: string;
  bytes: Uint8Array;
  sha256: Uint8Array;
}

/** What becomes of a webhook: the sender's answer, and, where it was stored anew, as what and when (steadyMs()). */
export interface Kept {
  answer: Answer;
  stored: { eventId: number; parsed: number; flushed: number; committed: number } | null;
}

export type ToIntake =
  | { kind: "open"; place: Place; settings: IntakeSettings }
  | { kind: "settings"; id: number; settings: IntakeSettings }
  | { kind: "kept"; id: number; kept: Kept }
  | { kind: "health"; id: number; answer: HealthAnswer }
  | { kind: "close" }
  | { kind: "cut" };

export type FromIntake =
  | { kind: "opened"; port: number }
  | { kind: "notOpened"; code: string | null }
  | { kind: "settled"; id: number }
  | { kind: "took"; id: number; webhook: TakenWebhook }
  | { kind: "arrived"; eventId: number; arrival: Arrival }
  | { kind: "refused"; address: string }
  | { kind: "asksHealth"; id: number }
  | { kind: "log"; level: keyof Log; message: string; data: Record<string, unknown> | undefined }
  | { kind: "closed" };

/** GET /health: what it says, and whether all is well (200) or not (503). */
export interface HealthAnswer {
  ok: boolean;
  body: Record<string, unknown>;
}

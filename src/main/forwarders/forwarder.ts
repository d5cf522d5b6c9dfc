import type { z } from "zod";
import type { FailureKind, Receipt } from "../../shared/delivery.ts";
import type { Phrase } from "../../shared/phrases/phrase.ts";
import type { ListMatch } from "../../shared/plate-list.ts";
import type { ImageRole, PlateRead, StoredEvent, StoredImage } from "../../shared/plate-read.ts";
import type { HttpClient } from "./kit/http.ts";

/**
 * The interface between Plate Courier and one kind of destination.
 *
 * A forwarder is one file with one exported object, made by `defineForwarder`. It knows its vendor's protocol and nothing
 * else: not the queue, attempts, the database, express, electron, other destinations or process.env. It may only return a
 * receipt or throw a DeliveryError; everything else it throws counts as our bug ("internal").
 */
export interface Forwarder<Schema extends z.ZodObject = z.ZodObject> {
  /** kebab-case; never renamed once released, settings files rely on it. */
  readonly type: string;
  readonly name: string;
  /** One sentence for the list of destinations. */
  readonly summary: string;
  readonly vendorUrl: string | null;
  /**
   * The form, the validation, the defaults, the help and the masking in one: every field carries
   * `.meta({ title, description, secret?: true })`. A secret field is a string, or a record whose values are secret.
   */
  readonly settings: Schema;
  /** read: one delivery per read. event: one per event, with all its reads. */
  readonly unit: "read" | "event";
  /** Whether it also takes webhooks that are no recognition (heartbeats, …). Only for unit "event". */
  readonly otherEvents?: boolean;
  /** The image roles that must exist and be readable for these settings; without them the delivery is skipped. */
  needs?(settings: z.output<Schema>): readonly ImageRole[];
  readonly limits: ForwarderLimits;
  /** Where settings decide how old a delivery may be; else limits.freshness holds. */
  freshness?(settings: z.output<Schema>): ForwarderLimits["freshness"];
  deliver(delivery: DeliveryContent, context: ForwarderContext<z.output<Schema>>): Promise<Receipt<Phrase>>;
  /** The Test button: says in words what was tried and answered; throws a DeliveryError when it would not work. */
  check(context: ForwarderContext<z.output<Schema>>): Promise<CheckReport>;
  /** The destination's cameras for the mapping table, where the vendor can tell. */
  cameras?(context: ForwarderContext<z.output<Schema>>): Promise<VendorCamera[]>;
  /** What the vendor offers for a setting that carries `.meta({ choices: true })`, e.g. its notification targets. */
  choices?(key: string, context: ForwarderContext<z.output<Schema>>): Promise<Choice[]>;
  /**
   * Hears what the destination says by itself (a reply to a notification), for as long as the destination is enabled and its
   * settings stay; calls `ready` once it does. Resolves where there is nothing to hear, or when `signal` aborts. When it throws
   * "unauthorized" or "misconfigured" it is not called again before the settings change or the operator resumes the destination;
   * after anything else it is, with growing waits.
   */
  listen?(context: ForwarderContext<z.output<Schema>>, ready: () => void): Promise<void>;
  /** What comes of it while `listen` fails, as a sentence for the operator. */
  readonly unheard?: string;
}

export interface Choice {
  value: string;
  label: string;
}

export interface ForwarderLimits {
  /** One whole delivery, in milliseconds; settings may lower it. */
  timeoutMs: number;
  /** Deliveries under way at once to one destination. */
  parallel: number;
  /** "record": may deliver days late. { actWithinMs }: of no use afterwards (a gate, a notification). */
  freshness: "record" | { actWithinMs: number };
}

/** What is to be delivered: the event, its reads (one for unit "read", all for unit "event"), its images by id. */
export interface DeliveryContent {
  /** Stable over all attempts: a destination can recognise a repeated delivery by it. */
  deliveryId: string;
  /** An earlier attempt may have arrived: its answer was lost, or said nothing sure. Where the destination can be asked, ask it first. */
  mayHaveArrived: boolean;
  event: StoredEvent;
  reads: readonly PlateRead[];
  /** Of several reads in `reads` under unit "read" this is always the one to deliver; null under unit "event". */
  read: PlateRead | null;
}

export interface ForwarderContext<Settings> {
  /** Validated, with secrets in plain text. */
  readonly settings: Settings;
  /** Already bound to the destination's certificate pin, timeout and abort signal. */
  readonly http: HttpClient;
  readonly images: ImageSource;
  /** The mapped camera of this delivery, or its own id where it is not mapped; "" under check() and cameras(). */
  readonly camera: string;
  readonly lists: PlateListDesk;
  /**
   * One thing that outlives a delivery (a login session, a connection), made at the first call and the same for every later one with
   * this key, until the destination's settings change or it is closed; then `close` is called. It must use signals of its own: that
   * of a delivery ends with the delivery.
   */
  keep<Kept>(key: string, make: () => Kept, close?: (kept: Kept) => void | Promise<void>): Kept;
  readonly signal: AbortSignal;
  /** Milliseconds since the epoch. */
  now(): number;
}

/** The operator's plate lists, as a forwarder may use them. */
export interface PlateListDesk {
  /** Where this plate is listed, in the order of the settings; none for a read without a plate. */
  of(plate: string | null): ListMatch[];
  /** Whether there is a list of this id or name (without case). */
  has(list: string): boolean;
  /** Enters a plate into a list (by id or name), or renames it there. Throws DeliveryError("misconfigured") where there is no such list. */
  remember(list: string, entry: { plate: string; name: string }): Promise<void>;
}

/** Reads what came with the event. */
export interface ImageSource {
  /** The image's bytes exactly as received. Throws DeliveryError("nothing-to-send") when retention has removed it. */
  bytes(image: StoredImage): Promise<Buffer>;
  /** The JSON text exactly as received. */
  json(): Promise<string>;
  /** Media type of the webhook's request, e.g. "multipart/form-data"; absent where it is not known. */
  contentType?(): Promise<string>;
}

export interface VendorCamera {
  id: string;
  name: string;
}

export interface CheckReport {
  /** In the operator's words: what was sent and what came back, secrets masked. */
  message: Phrase;
}

/** A failure told in the operator's words: what happened, where, what to do. Never holds a secret. */
export class DeliveryError extends Error {
  override readonly name = "DeliveryError";
  declare readonly message: Phrase;
  readonly kind: FailureKind;
  /** As the destination asked (Retry-After); the queue keeps it between the planned wait and an hour. */
  readonly retryAfterMs: number | undefined;
  /** The peer's certificate, where trust in it is the problem, so that the operator can pin it. */
  readonly certificate: PeerCertificate | undefined;
  /**
   * With kind "misconfigured": only the camera that this read is mapped to is wrong. The queue pauses that camera and lets the
   * destination's other cameras go on.
   */
  readonly cameraOnly: boolean;

  constructor(
    kind: FailureKind,
    message: Phrase,
    options: {
      cause?: unknown;
      retryAfterMs?: number | undefined;
      certificate?: PeerCertificate | undefined;
      cameraOnly?: boolean;
    } = {},
  ) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.kind = kind;
    this.retryAfterMs = options.retryAfterMs;
    this.certificate = options.certificate;
    this.cameraOnly = options.cameraOnly ?? false;
  }
}

export interface PeerCertificate {
  subject: string;
  issuer: string;
  validFrom: string;
  validTo: string;
  /** Upper-case hex with colons, as Node prints it. */
  sha256: string;
}

/** Keeps the settings type tied to the schema; adds nothing at run time. */
export function defineForwarder<Schema extends z.ZodObject>(forwarder: Forwarder<Schema>): Forwarder<Schema> {
  return forwarder;
}

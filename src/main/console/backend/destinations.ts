import type { CameraMap, DestinationView, Rules } from "../../../shared/destination.ts";
import type { Phrase } from "../../../shared/phrases/phrase.ts";

/** Destinations and the forwarders they are made of. */
export interface DestinationsBackend {
  forwarders(): ForwarderInfo[];
  destinations(): Promise<DestinationView[]>;
  destinationNumbers(id: string): DestinationNumbers;
  /** Creates (id null) or changes one. Secret settings: a new string sets, a SecretMark keeps, null removes. */
  saveDestination(draft: DestinationDraft): Promise<DestinationView>;
  /** Runs the forwarder's check on a draft or a saved destination; never throws for a failed check. */
  testDestination(draft: DestinationDraft): Promise<TestReport>;
  /** The destination's own cameras for the mapping table; null where the vendor cannot tell. */
  destinationCameras(id: string): Promise<{ id: string; name: string }[] | null>;
  /** What the vendor offers for a setting with `choices`; asked with the draft as it stands. */
  destinationChoices(draft: DestinationDraft, key: string): Promise<{ value: string; label: string }[]>;
  pauseDestination(id: string, until: number | null): Promise<void>;
  resumeDestination(id: string): Promise<void>;
  /** Its waiting deliveries are cancelled; how many is told. */
  deleteDestination(id: string): Promise<{ cancelled: number }>;
}

/** A forwarder as the list of destinations and the schema form need it. */
export interface ForwarderInfo {
  type: string;
  name: string;
  summary: string;
  vendorUrl: string | null;
  unit: "read" | "event";
  /** z.toJSONSchema of the settings (io: "input"), with title, description, default and `secret: true`. */
  schema: JsonSchema;
  listsCameras: boolean;
}

/** The part of JSON Schema that a settings schema turns into. */
export interface JsonSchema {
  type?: string;
  title?: string;
  description?: string;
  default?: unknown;
  secret?: boolean;
  format?: string;
  enum?: unknown[];
  const?: unknown;
  anyOf?: JsonSchema[];
  minimum?: number;
  maximum?: number;
  minLength?: number;
  maxLength?: number;
  pattern?: string;
  required?: string[];
  properties?: Record<string, JsonSchema>;
  items?: JsonSchema;
  additionalProperties?: JsonSchema | boolean;
  [key: string]: unknown;
}

export interface DestinationDraft {
  id: string | null;
  name: string;
  forwarder: string;
  enabled: boolean;
  settings: Record<string, unknown>;
  cameras: CameraMap;
  rules: Partial<Rules>;
}

export interface TestReport {
  ok: boolean;
  message: Phrase;
  durationMs: number;
  /** The peer's certificate where trust in it is the problem: the console offers to pin `sha256`. */
  certificate: { subject: string; issuer: string; validFrom: string; validTo: string; sha256: string } | null;
}

export interface DestinationNumbers {
  deliveredToday: number;
  waiting: number;
  failed: number;
  medianDelayMs: number | null;
  /** Deliveries a minute over the last minutes; 0 when none. */
  ratePerMinute: number;
}

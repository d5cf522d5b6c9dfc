/** Where Stream should post: what the receiver is now. */
export interface ReceiverPlace {
  /** As ReceiverStatus.urls: the one to write into a corrected file first. */
  urls: readonly string[];
  port: number;
  tls: boolean;
  requireToken: boolean;
}

/** error: nothing would arrive, or Stream would not start. warning: something gets lost. note: good to know. */
export type FindingLevel = "error" | "warning" | "note";

const levels = {
  // The text.
  notConfig: "error",
  byteOrderMark: "note",
  lineEnds: "note",
  tabs: "note",
  oddSpace: "error",
  curlyQuotes: "error",
  // Lines.
  brackets: "error",
  tooDeep: "error",
  notPair: "error",
  semicolon: "error",
  colon: "error",
  quote: "error",
  duplicateKey: "error",
  duplicateSection: "error",
  // Sections and keys.
  unknownSection: "error",
  otherSection: "note",
  unknownKey: "error",
  otherKey: "note",
  cameraLevel: "error",
  noCameras: "error",
  cameraWithoutUrl: "error",
  cameraOff: "note",
  allCamerasOff: "error",
  // Values.
  notYesNo: "error",
  notNumber: "error",
  notOption: "error",
  // Where it posts.
  webhookWithoutUrl: "error",
  urlNoScheme: "error",
  urlNotUrl: "error",
  localhost: "error",
  wrongPort: "error",
  otherAddress: "warning",
  urlName: "note",
  urlPath: "note",
  httpsWithoutCertificate: "error",
  httpOnTls: "error",
  noWebhookHere: "error",
  unknownTarget: "error",
  cameraNotSending: "error",
  webhookUnused: "warning",
  // What it posts.
  imageOff: "warning",
  imageMissing: "note",
  imageTypeVehicleOnly: "note",
  cachingOff: "warning",
  tokenMissing: "error",
  tokenPlaceholder: "error",
  headerForm: "error",
} as const satisfies Record<string, FindingLevel>;

export type FindingCode = keyof typeof levels;

/** The codes, for whoever has to have a sentence for each. */
export const findingCodes = Object.keys(levels) as FindingCode[];

/** One thing that is wrong or worth knowing. `values` fill its sentence; they never hold a header's value or another secret. */
export interface ConfigFinding {
  code: FindingCode;
  level: FindingLevel;
  /** From 1; null where it concerns the file as a whole. */
  line: number | null;
  values: Record<string, string>;
}

/** Makes a finding of its code. */
export function finding(code: FindingCode, line: number | null, values: Record<string, string> = {}): ConfigFinding {
  return { code, level: levels[code], line, values };
}

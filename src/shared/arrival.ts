/** How a webhook came in: what the inspector shows beside the event itself. */
export interface Arrival {
  method: string;
  /** Path and query, e.g. "/webhook?site=3"; values of parameters that look like secrets are masked. */
  target: string;
  /** "1.1" */
  httpVersion: string;
  /** Whether it came over TLS. */
  secure: boolean;
  /** In their order, as received. */
  headers: ArrivalHeader[];
  /** The parts of a multipart body in their order; empty for the other forms. */
  parts: ArrivalPart[];
  /** Bytes of the whole body, with the multipart around its parts. */
  bodyBytes: number;
  times: ArrivalTimes;
}

export interface ArrivalHeader {
  name: string;
  /** Of a masked one only what tells nothing, e.g. "Token". */
  value: string;
  /** It carried a secret, which is not kept. */
  masked: boolean;
}

export interface ArrivalPart {
  name: string;
  /** "" for a part that is no file. */
  filename: string;
  /** By the sender's word. */
  contentType: string;
  /** Bytes. */
  size: number;
}

/** Whole microseconds since the headers were read; each step is later than the one before. */
export interface ArrivalTimes {
  /** The last byte of the body was there. */
  body: number;
  /** Taken apart and understood. */
  parsed: number;
  /** Its images were on the disk. */
  flushed: number;
  /** Event, reads and deliveries were on the disk. */
  committed: number;
  /** The answer was handed to the network. */
  answered: number;
}

import type { Attempt, Delivery } from "./delivery.ts";
import type { PlateRead, StoredEvent } from "./plate-read.ts";

/** What an evidence sheet says of one read. */
export interface Evidence {
  read: PlateRead;
  event: StoredEvent;
  /** SHA-256 of the kept body, in hex; null where retention removed it. */
  bodySha256: string | null;
  /** By image id: SHA-256 of the bytes that are on the disk now, which are the received ones; null where they cannot be read. */
  imageSha256: Record<number, string | null>;
  deliveries: (Delivery & { destination: string | null; history: Attempt[] })[];
  /** Of the program that made the sheet. */
  version: string;
  madeAt: number;
}

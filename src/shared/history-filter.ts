import { z } from "zod";
import { DeliveryStatus } from "./delivery.ts";
import { phrase } from "./phrases/phrase.ts";

const words = z.array(z.string().max(200)).max(200);
const moment = z.number().int();
const share = z.number().min(0).max(1);
const degrees = z.number().min(0).max(360);
const id = z.string().min(1).max(100);

/** More than three would make the search of one long plate slow, and no plate is remembered that badly. */
const mostStars = 3;

/**
 * Which reads: every condition that is given must hold, and an empty one lets everything pass. Of several words of one kind (cameras,
 * colours …) any will do; they are compared without case, and "" means that the recogniser did not tell. It says nothing of days
 * such as "today": who asks turns those into moments, in the time zone of the person who asks.
 */
export const HistoryFilter = z.strictObject({
  /** Compared without spaces, dashes and case. `?` stands for one character, `*` for any number of them. */
  plate: z
    .string()
    .trim()
    .max(64)
    .refine((text) => text.split("*").length - 1 <= mostStars, phrase("value.searchedStars", { most: mostStars }))
    .optional(),
  /** true: `plate` is the whole plate, else a part of one. With `?` or `*` in it, it always is the whole. */
  whole: z.boolean().optional(),
  /** Characters that look alike (0/O/Q/D, 1/I/L, 8/B …) stand for each other. */
  alike: z.boolean().optional(),
  /** true: reads with a plate only; false: those without. */
  withPlate: z.boolean().optional(),
  cameras: words.optional(),
  /** Received from this moment on, in milliseconds since the epoch. */
  since: moment.optional(),
  /** Received before this moment. */
  until: moment.optional(),
  /** 0..1, both ends belong to it; a read without a score has none that lies between any two. */
  minScore: share.optional(),
  maxScore: share.optional(),
  makes: words.optional(),
  models: words.optional(),
  colors: words.optional(),
  vehicleTypes: words.optional(),
  /** Codes such as "us-ca"; "us" stands for all that begin with "us-" too. */
  regions: words.optional(),
  /** Direction of travel in degrees, both ends belong to it, clockwise: from 315 to 45 goes through north. */
  direction: z.strictObject({ from: degrees, to: degrees }).optional(),
  /** On any of these plate lists, by id, as they are now. */
  lists: z.array(id).max(200).optional(),
  /** true: on no plate list. */
  unlisted: z.boolean().optional(),
  /** With a delivery, of the read or of its whole event, to this destination … */
  destinationId: id.optional(),
  /** … that is in one of these states; with states alone, to any destination. */
  deliveries: z.array(DeliveryStatus).max(8).optional(),
});
export type HistoryFilter = z.infer<typeof HistoryFilter>;

import type { DeliveryChip, FeedEvent } from "../../shared/feed.ts";
import { chipsInto } from "../feed/feed-state.ts";

/** A page of what a search found. */
export interface FoundPage {
  events: FeedEvent[];
}

/** Puts changed deliveries into what was found; the same object where none of its events is meant: then nothing is drawn anew. */
export function withChips<Found extends { pages: FoundPage[] }>(found: Found, chips: readonly DeliveryChip[]): Found {
  const pages = found.pages.map((page) => {
    const events = chipsInto(page.events, chips);
    return events === page.events ? page : { ...page, events };
  });
  return pages.every((page, index) => page === found.pages[index]) ? found : { ...found, pages };
}

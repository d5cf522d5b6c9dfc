import type { DeliveryChip, FeedEvent } from "../../shared/feed.ts";

/**
 * What the feed holds: `events` is what the rows show, newest first, ids strictly descending. While the feed is paused, newer
 * events wait in `held` and only count; going on puts them on top. Memory is bounded on both ends: following, only the newest
 * `followLimit` stay; paused, no more than `heldLimit` wait (then `heldLost` says that the page must be read anew).
 */
export interface FeedState {
  events: readonly FeedEvent[];
  held: readonly FeedEvent[];
  /** Rows that came in while paused, those that no longer wait in memory included. */
  heldRows: number;
  heldLost: boolean;
  /** Nothing older is stored (or the bound is reached). */
  complete: boolean;
  /** The id from which on rows are new since the last look, for the one slide-in; 0 where none is. */
  freshFrom: number;
}

export const followLimit = 500;
export const heldLimit = 500;
/** As far as one can scroll back; a few kilobytes each. */
export const scrollLimit = 5000;

export const emptyFeed: FeedState = { events: [], held: [], heldRows: 0, heldLost: false, complete: false, freshFrom: 0 };

/** Rows an event makes: one for each read, or one where there is none. */
export function rowCount(feed: FeedEvent): number {
  return Math.max(1, feed.reads.length);
}

/** Both lists newest first; of two with one id the one from `winner` stays. */
function union(winner: readonly FeedEvent[], other: readonly FeedEvent[]): FeedEvent[] {
  const byId = new Map(other.map((feed) => [feed.event.id, feed]));
  for (const feed of winner) byId.set(feed.event.id, feed);
  return [...byId.values()].sort((a, b) => b.event.id - a.event.id);
}

/** Takes live events in any order, known ones included. */
export function mergeLive(state: FeedState, incoming: readonly FeedEvent[], paused: boolean): FeedState {
  if (incoming.length === 0) return state;
  const newest = state.events[0]?.event.id ?? 0;
  if (!paused) {
    const all = union(incoming, state.events);
    const events = all.slice(0, followLimit);
    return {
      ...state,
      events,
      complete: state.complete && events.length === all.length,
      freshFrom: newest > 0 ? newest + 1 : 0,
    };
  }
  const newer = incoming.filter((feed) => feed.event.id > newest);
  const known = incoming.filter((feed) => feed.event.id <= newest);
  const waiting = new Set(state.held.map((feed) => feed.event.id));
  const counted = newer.filter((feed) => !waiting.has(feed.event.id));
  const held = union(newer, state.held);
  return {
    ...state,
    events: known.length > 0 ? union(known, state.events) : state.events,
    held: held.slice(0, heldLimit),
    heldRows: state.heldRows + counted.reduce((sum, feed) => sum + rowCount(feed), 0),
    heldLost: state.heldLost || held.length > heldLimit,
  };
}

/** Puts what waited on top. Only right while `heldLost` is false; else the caller reads the newest page anew. */
export function goOn(state: FeedState): FeedState {
  const merged = mergeLive({ ...state, held: [], heldRows: 0, heldLost: false }, state.held, false);
  if (merged.events.length <= followLimit) return merged;
  return { ...merged, events: merged.events.slice(0, followLimit), complete: false };
}

/** Adds an older page at the end. */
export function mergeOlder(state: FeedState, page: readonly FeedEvent[], complete: boolean): FeedState {
  const events = union(state.events, page).slice(0, scrollLimit);
  return { ...state, events, complete: complete || events.length >= scrollLimit };
}

/**
 * Takes a fresh reading of the newest events (after the start, or after a lost connection). What it covers replaces what was
 * known; where it does not reach down to the known ones there is a gap, and the known ones go.
 */
export function refresh(state: FeedState, reading: readonly FeedEvent[], complete: boolean, paused: boolean): FeedState {
  const newest = state.events[0]?.event.id ?? 0;
  const oldestRead = reading.at(-1)?.event.id ?? 0;
  if (newest === 0) return { ...emptyFeed, events: union(reading, state.events), complete };
  if (oldestRead > newest) {
    if (paused) return { ...mergeLive(state, reading, true), heldLost: true };
    return { ...emptyFeed, events: reading, complete };
  }
  return mergeLive(state, reading, paused);
}

/** Puts events that were read once more in the place of the former ones; those that are not shown stay away. */
export function replaceKnown(state: FeedState, reread: readonly FeedEvent[]): FeedState {
  if (reread.length === 0) return state;
  const byId = new Map(reread.map((feed) => [feed.event.id, feed]));
  const update = (feeds: readonly FeedEvent[]) => feeds.map((feed) => byId.get(feed.event.id) ?? feed);
  return { ...state, events: update(state.events), held: update(state.held) };
}

/** Puts new delivery states into the chips of their events. */
export function mergeChips(state: FeedState, chips: readonly DeliveryChip[]): FeedState {
  if (chips.length === 0) return state;
  return { ...state, events: chipsInto(state.events, chips), held: chipsInto(state.held, chips) };
}

/** The same for any events; where none of them is meant, the very array that was given. */
export function chipsInto<Feeds extends readonly FeedEvent[]>(feeds: Feeds, chips: readonly DeliveryChip[]): Feeds | FeedEvent[] {
  const byEvent = new Map<number, DeliveryChip[]>();
  for (const chip of chips) byEvent.set(chip.eventId, [...(byEvent.get(chip.eventId) ?? []), chip]);
  if (!feeds.some((feed) => byEvent.has(feed.event.id))) return feeds;
  return feeds.map((feed) => {
    const news = byEvent.get(feed.event.id);
    return news === undefined ? feed : { ...feed, chips: news.reduce(withChip, feed.chips) };
  });
}

function withChip(chips: DeliveryChip[], news: DeliveryChip): DeliveryChip[] {
  return chips.some((chip) => chip.deliveryId === news.deliveryId)
    ? chips.map((chip) => (chip.deliveryId === news.deliveryId ? news : chip))
    : [...chips, news];
}

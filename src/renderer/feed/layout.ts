import { remembered } from "../ui/remembered.ts";
import { rowHeight } from "./row-styles.ts";

export type FeedView = "rows" | "cards";

/** How this browser or window shows the feed: a phone wants another view than the desk. */
export const feedView = remembered<FeedView>("plate-courier.feed-view", ["rows", "cards"]);

/** Under the picture of a card: plate, two lines of words, chips. */
const cardWords = 108;
const cardGap = 12;
const cardLeast = 232;

interface Layout {
  columns: number;
  lineHeight: number;
  /** Of one row or card, without the gap beside it. */
  itemWidth: number;
}

/** Lines of equal height: how many beside each other, and how high, in a feed of `width` pixels. Cards keep their pictures at 16:10. */
export function layoutOf(view: FeedView, width: number): Layout {
  if (view === "rows") return { columns: 1, lineHeight: rowHeight, itemWidth: width };
  const inner = Math.max(0, width - cardGap);
  const columns = Math.max(1, Math.floor(inner / (cardLeast + cardGap)));
  const itemWidth = Math.floor(inner / columns) - cardGap;
  return { columns, lineHeight: Math.round((itemWidth * 10) / 16) + cardWords + cardGap, itemWidth };
}

/** Pixels from the list's corner, and size. */
export interface ItemPlace {
  left: number;
  top: number;
  width: number;
  height: number;
}

export function placeOf(view: FeedView, width: number, { column, top }: { column: number; top: number }): ItemPlace {
  const { lineHeight, itemWidth } = layoutOf(view, width);
  if (view === "rows") return { left: 0, top, width: itemWidth, height: lineHeight };
  return { left: cardGap + column * (itemWidth + cardGap), top, width: itemWidth, height: lineHeight - cardGap };
}

/** How the feed is laid out: 1 for rows; as many as fit for cards. */
export interface Grid {
  count: number;
  columns: number;
  /** Lines that a page of the scroller holds. */
  linesPerPage: number;
}

/**
 * Where a key leads from position `at` (-1: nowhere yet), within bounds; null: the key does not walk. In one column left and right
 * are free for scrolling.
 */
export function walk(key: string, at: number, { count, columns, linesPerPage }: Grid): number | null {
  if (count === 0) return null;
  const page = Math.max(1, linesPerPage - 1) * columns;
  const steps: Record<string, number> = {
    ArrowDown: columns,
    ArrowUp: -columns,
    PageDown: page,
    PageUp: -page,
    ...(columns > 1 ? { ArrowRight: 1, ArrowLeft: -1 } : {}),
  };
  if (key === "Home") return 0;
  if (key === "End") return count - 1;
  const step = steps[key];
  if (step === undefined) return null;
  // The first step only enters the feed.
  if (at === -1) return 0;
  const wanted = at + step;
  // In the top line there is no line above, and below the last one none either: one stays where one is.
  if (Math.abs(step) === columns && columns > 1 && (wanted < 0 || wanted >= count)) return at;
  return Math.max(0, Math.min(count - 1, wanted));
}

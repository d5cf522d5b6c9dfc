import { type Block, blockOf } from "./block.ts";
import type { Blocks, Span } from "./blocks.ts";
import { holdsAny } from "./matcher.ts";

/** Reading these, where they are in no block, takes about a millisecond. */
const rowsAtOnce = 250;

/** Which ids matter: between these ends, and among these where they are given. */
export interface Wanted extends Span {
  only: Float64Array | null;
}

/**
 * Everything there is, block by block, from the newest read to the oldest or the other way round; reads that are in no block as small
 * blocks that are made of them on the way. Blocks without an id that matters are passed over. A block is to be used up before
 * anything else happens.
 */
export function* walk(blocks: Blocks, wanted: Wanted, order: "newest" | "oldest"): Generator<Block> {
  const spans = order === "newest" ? blocks.spans() : blocks.spans().reverse();
  for (const span of spans) {
    const rest = { firstId: Math.max(span.firstId, wanted.firstId), lastId: Math.min(span.lastId, wanted.lastId) };
    const matters = () => rest.firstId <= rest.lastId && (wanted.only === null || holdsAny(wanted.only, rest));
    if (!matters()) continue;
    const block = blocks.block(span);
    if (block) {
      yield block;
      continue;
    }
    while (matters()) {
      const rows = blocks.rows(rest, rowsAtOnce, order);
      const [first, last] = [rows[0], rows.at(-1)];
      if (!first || !last) break;
      if (order === "newest") rest.lastId = first.id - 1;
      else rest.firstId = last.id + 1;
      yield blockOf(rows);
    }
  }
}

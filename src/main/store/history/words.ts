import { type WordColumn, type WordCount, wordColumns } from "../../../shared/history.ts";
import { eachWordColumn } from "./block.ts";
import type { Blocks } from "./blocks.ts";
import type { Turns } from "./turns.ts";
import { walk } from "./walk.ts";

/** Adds up what the blocks say of their words. Words that differ in case only are one, spelt as in most of the reads. */
export async function countWords(blocks: Blocks, turns: Turns): Promise<Record<WordColumn, WordCount[]>> {
  const counts = eachWordColumn(() => new Map<string, number>());
  for (const block of walk(blocks, { firstId: 1, lastId: Number.MAX_SAFE_INTEGER, only: null }, "newest")) {
    for (const column of wordColumns) {
      const known = counts[column];
      for (const [word, reads] of block.words(column)) known.set(word, (known.get(word) ?? 0) + reads);
    }
    await turns.give();
  }
  return eachWordColumn((column) => merged(counts[column]));
}

function merged(counts: ReadonlyMap<string, number>): WordCount[] {
  const byLowerCase = new Map<string, WordCount>();
  for (const [word, reads] of [...counts].sort(([, a], [, b]) => b - a)) {
    const known = byLowerCase.get(word.toLowerCase());
    if (known) known.reads += reads;
    else byLowerCase.set(word.toLowerCase(), { word, reads });
  }
  return [...byLowerCase.values()].sort((a, b) => b.reads - a.reads || a.word.localeCompare(b.word));
}

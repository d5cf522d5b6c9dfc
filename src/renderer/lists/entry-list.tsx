import { makeStyles } from "@fluentui/react-components";
import { useVirtualizer } from "@tanstack/react-virtual";
import { useEffect, useRef } from "react";
import type { ListEntry } from "../../shared/plate-list.ts";
import { EntryRow, entryHeight } from "./entry-row.tsx";

const useStyles = makeStyles({
  scroller: { flex: 1, minHeight: 0, overflowY: "auto", containerType: "inline-size", containerName: "entries" },
  list: { position: "relative", margin: 0, padding: 0, listStyleType: "none" },
});

/** How far from the end further entries are asked for. */
const readAhead = 40;

/** The entries, virtualised: a list may have a hundred thousand. */
export function EntryList({
  entries,
  label,
  fixed,
  chosen,
  more: { hasNextPage, isFetchingNextPage, fetchNextPage },
  onChoose,
  onEdit,
  onRemove,
}: {
  entries: readonly ListEntry[];
  label: string;
  fixed: boolean;
  chosen: ReadonlySet<string>;
  more: { hasNextPage: boolean; isFetchingNextPage: boolean; fetchNextPage: () => Promise<unknown> };
  onChoose: (plate: string) => void;
  onEdit: (entry: ListEntry) => void;
  onRemove: (entry: ListEntry) => void;
}) {
  const styles = useStyles();
  const scroller = useRef<HTMLDivElement>(null);
  const virtualizer = useVirtualizer({
    count: entries.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => entryHeight,
    overscan: 12,
    getItemKey: (index) => entries[index]?.plate ?? index,
  });
  const visible = virtualizer.getVirtualItems();
  const last = visible.at(-1)?.index ?? 0;
  useEffect(() => {
    if (hasNextPage && !isFetchingNextPage && last >= entries.length - readAhead) void fetchNextPage();
  }, [last, entries.length, hasNextPage, isFetchingNextPage, fetchNextPage]);
  return (
    <div ref={scroller} className={styles.scroller}>
      <ul className={styles.list} style={{ height: virtualizer.getTotalSize() }} aria-label={label}>
        {visible.map(({ index, key, start }) => {
          const entry = entries[index];
          return entry === undefined ? null : (
            <EntryRow
              key={key}
              entry={entry}
              top={start}
              position={index}
              count={hasNextPage ? -1 : entries.length}
              chosen={chosen.has(entry.plate)}
              fixed={fixed}
              onChoose={onChoose}
              onEdit={onEdit}
              onRemove={onRemove}
            />
          );
        })}
      </ul>
    </div>
  );
}

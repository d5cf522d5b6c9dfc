import { makeStyles, Spinner, tokens } from "@fluentui/react-components";
import { useVirtualizer } from "@tanstack/react-virtual";
import { type KeyboardEvent, type RefObject, useCallback, useEffect, useId, useState } from "react";
import { useTranslation } from "react-i18next";
import { useDestinationNames } from "../app/destination-names.ts";
import { useListsById } from "../app/use-lists.ts";
import { Row } from "./row.tsx";
import { rowHeight } from "./row-styles.ts";
import type { FeedRow } from "./rows.ts";

const useStyles = makeStyles({
  scroller: {
    height: "100%",
    overflowY: "auto",
    containerType: "inline-size",
    containerName: "feed",
    // The newest rows are put on top on purpose; the browser must not hold on to an older one.
    overflowAnchor: "none",
    outlineStyle: "none",
  },
  list: { position: "relative" },
  end: { padding: tokens.spacingVerticalL, textAlign: "center", color: tokens.colorNeutralForeground3 },
});

/** How far from the end older rows are asked for. */
const readAhead = 20;

/**
 * The rows, virtualised. The list holds the keyboard focus and points at its active row: arrows and Page keys walk, Enter opens,
 * Escape closes, Home jumps to the newest.
 */
export function FeedList({
  rows,
  scroller,
  selectedKey,
  freshFrom,
  loadingOlder,
  complete,
  onOpen,
  onClose,
  onNewest,
  onScrolled,
  onNeedOlder,
}: {
  rows: readonly FeedRow[];
  scroller: RefObject<HTMLDivElement | null>;
  selectedKey: string | null;
  freshFrom: number;
  loadingOlder: boolean;
  complete: boolean;
  onOpen: (row: FeedRow) => void;
  onClose: () => void;
  onNewest: () => void;
  /** Whether the list is away from its top. */
  onScrolled: (away: boolean) => void;
  onNeedOlder: () => void;
}) {
  const { t } = useTranslation("feed");
  const styles = useStyles();
  const nameOf = useDestinationNames();
  const lists = useListsById();
  const idBase = useId();
  const [activeKey, setActiveKey] = useState<string | null>(null);
  const virtualizer = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 8,
    getItemKey: (index) => rows[index]?.key ?? index,
  });
  const visible = virtualizer.getVirtualItems();
  const last = visible.at(-1)?.index ?? 0;
  const rowId = (key: string) => `${idBase}-${key}`;

  useEffect(() => {
    if (rows.length > 0 && last >= rows.length - readAhead) onNeedOlder();
  }, [last, rows.length, onNeedOlder]);

  const open = useCallback(
    (position: number) => {
      const row = rows[position];
      if (row === undefined) return;
      setActiveKey(row.key);
      onOpen(row);
    },
    [rows, onOpen],
  );

  function walkTo(position: number): void {
    const bounded = Math.max(0, Math.min(rows.length - 1, position));
    const row = rows[bounded];
    if (row === undefined) return;
    setActiveKey(row.key);
    virtualizer.scrollToIndex(bounded, { align: "auto" });
    // With the panel open the arrows leaf through what it shows.
    if (selectedKey !== null) onOpen(row);
  }

  function onKeyDown(pressed: KeyboardEvent): void {
    const at = rows.findIndex((row) => row.key === (activeKey ?? selectedKey));
    const pageful = Math.max(1, Math.floor((scroller.current?.clientHeight ?? 0) / rowHeight) - 1);
    const acts: Record<string, () => void> = {
      ArrowDown: () => walkTo(at + 1),
      ArrowUp: () => walkTo(at - 1),
      PageDown: () => walkTo(at + pageful),
      PageUp: () => walkTo(at - pageful),
      Home: () => {
        setActiveKey(null);
        onNewest();
      },
      End: () => walkTo(rows.length - 1),
      Enter: () => open(at),
      Escape: onClose,
    };
    const act = acts[pressed.key];
    if (act === undefined || pressed.ctrlKey || pressed.altKey || pressed.metaKey) return;
    pressed.preventDefault();
    act();
  }

  const activeShown = activeKey !== null && visible.some(({ key }) => key === activeKey);
  return (
    // biome-ignore lint/a11y/useSemanticElements: table elements cannot be placed one by one, as virtual rows are
    <div
      ref={scroller}
      className={styles.scroller}
      role="grid"
      aria-rowcount={complete ? rows.length : -1}
      aria-label={t("list")}
      aria-activedescendant={activeShown && activeKey !== null ? rowId(activeKey) : undefined}
      tabIndex={0}
      onKeyDown={onKeyDown}
      onScroll={(scrolled) => onScrolled(scrolled.currentTarget.scrollTop > rowHeight / 2)}
      onFocus={(focused) => {
        if (activeKey === null && focused.currentTarget.matches(":focus-visible")) setActiveKey(rows[0]?.key ?? null);
      }}
      onBlur={() => setActiveKey(null)}
      data-testid="feed-list"
    >
      {/* biome-ignore lint/a11y/useSemanticElements: as above */}
      <div className={styles.list} role="rowgroup" style={{ height: virtualizer.getTotalSize() }}>
        {visible.map(({ index, key, start }) => {
          const row = rows[index];
          if (row === undefined) return null;
          return (
            <Row
              key={key}
              id={rowId(row.key)}
              row={row}
              position={index}
              top={start}
              selected={row.key === selectedKey}
              active={row.key === activeKey}
              fresh={freshFrom > 0 && row.event.id >= freshFrom}
              nameOf={nameOf}
              lists={lists}
              onOpen={open}
            />
          );
        })}
      </div>
      <div className={styles.end} role="presentation">
        {loadingOlder ? <Spinner size="tiny" label={t("loadingOlder")} /> : complete && t("end")}
      </div>
    </div>
  );
}

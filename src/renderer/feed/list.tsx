import { makeStyles, tokens } from "@fluentui/react-components";
import { useVirtualizer } from "@tanstack/react-virtual";
import { type KeyboardEvent, memo, type RefObject, useCallback, useEffect, useId, useLayoutEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { useDestinationNames } from "../app/destination-names.ts";
import { useListsById } from "../app/use-lists.ts";
import { useRemembered } from "../ui/remembered.ts";
import { useToday } from "../ui/use-now.ts";
import { useWidth } from "../ui/use-width.ts";
import { Waiting } from "../ui/waiting.tsx";
import { FeedItem } from "./item.tsx";
import { feedView, layoutOf, placeOf } from "./layout.ts";
import type { FeedRow } from "./rows.ts";
import { useFeedFocus } from "./use-feed-focus.ts";
import { walk } from "./walk.ts";

const useStyles = makeStyles({
  scroller: {
    height: "100%",
    overflowY: "auto",
    overflowX: "hidden",
    // Room for the bar is kept, so that the first row that needs it moves nothing.
    scrollbarGutter: "stable",
    containerType: "inline-size",
    containerName: "feed",
    // The newest rows are put on top on purpose; the browser must not hold on to an older one.
    overflowAnchor: "none",
    outlineStyle: "none",
  },
  list: { position: "relative", overflow: "hidden" },
  end: { padding: tokens.spacingVerticalL, textAlign: "center", color: tokens.colorNeutralForeground3 },
});

/** How many lines from the end older rows are asked for. */
const readAhead = 20;

const mostSliding = 2;

/**
 * The feed as rows or cards, virtualised. The list holds the keyboard focus and points at its active row: the keys of walk() walk,
 * Enter opens, Escape closes, Home jumps to the newest.
 */
export const FeedList = memo(function FeedList({
  rows,
  scroller,
  selectedKey,
  freshFrom,
  loadingOlder,
  complete,
  end,
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
  /** What stands below the last row of all. */
  end: string;
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
  const today = useToday();
  const idBase = useId();
  const view = useRemembered(feedView);
  const width = useWidth(scroller);
  const { columns, lineHeight } = layoutOf(view, width);
  const lines = Math.ceil(rows.length / columns);
  const focus = useFeedFocus(rows);
  const [byKeys, setByKeys] = useState(false);
  const virtualizer = useVirtualizer({
    count: lines,
    getScrollElement: () => scroller.current,
    estimateSize: () => lineHeight,
    overscan: view === "rows" ? 4 : 1,
  });
  const visible = virtualizer.getVirtualItems();
  const last = visible.at(-1)?.index ?? 0;
  const rowId = (key: string) => `${idBase}-${key}`;

  // biome-ignore lint/correctness/useExhaustiveDependencies: the lines must be measured anew when their height is another
  useLayoutEffect(() => virtualizer.measure(), [virtualizer, lineHeight]);
  useEffect(() => {
    if (lines > 0 && last >= lines - readAhead) onNeedOlder();
  }, [last, lines, onNeedOlder]);

  const { setActive } = focus;
  const open = useCallback(
    (row: FeedRow) => {
      setByKeys(false);
      setActive(row.key);
      onOpen(row);
    },
    [setActive, onOpen],
  );

  function walkTo(position: number): void {
    const row = rows[position];
    if (row === undefined) return;
    focus.setActive(row.key);
    virtualizer.scrollToIndex(Math.floor(position / columns), { align: "auto" });
    // With the panel open the arrows leaf through what it shows.
    if (selectedKey !== null) onOpen(row);
  }

  function onKeyDown(pressed: KeyboardEvent): void {
    if (pressed.ctrlKey || pressed.altKey || pressed.metaKey || pressed.shiftKey) return;
    const at = rows.findIndex((row) => row.key === (focus.active ?? selectedKey));
    const linesPerPage = Math.floor((scroller.current?.clientHeight ?? 0) / lineHeight);
    const to = walk(pressed.key, at, { count: rows.length, columns, linesPerPage });
    const row = rows[at];
    if (pressed.key === "Enter") {
      if (row !== undefined) onOpen(row);
    } else if (pressed.key === "Escape") onClose();
    else if (to === null) return;
    else {
      if (pressed.key === "Home") onNewest();
      walkTo(to);
    }
    setByKeys(true);
    pressed.preventDefault();
  }

  const items = visible.flatMap(({ index: line, start }) =>
    rows.slice(line * columns, (line + 1) * columns).map((row, column) => ({ row, line, column, start })),
  );
  // One that slides in is seen; where many come at once it would only flicker.
  const slides = freshFrom > 0 && (rows[mostSliding]?.event.id ?? 0) < freshFrom;
  const activeShown = focus.active !== null && items.some(({ row }) => row.key === focus.active);
  return (
    // biome-ignore lint/a11y/useSemanticElements: table elements cannot be placed one by one, as virtual rows are
    <div
      ref={scroller}
      className={styles.scroller}
      role="grid"
      aria-rowcount={complete ? rows.length : -1}
      aria-label={t("list")}
      aria-activedescendant={activeShown && focus.active !== null ? rowId(focus.active) : undefined}
      tabIndex={0}
      onKeyDown={onKeyDown}
      onScroll={(scrolled) => onScrolled(scrolled.currentTarget.scrollTop > lineHeight / 2)}
      onFocus={(focused) => {
        setByKeys(focused.currentTarget.matches(":focus-visible"));
        focus.enter();
      }}
      onBlur={focus.leave}
      data-testid="feed-list"
      data-view={view}
    >
      {/* biome-ignore lint/a11y/useSemanticElements: as above */}
      <div className={styles.list} role="rowgroup" style={{ height: virtualizer.getTotalSize() }}>
        {width > 0 &&
          items.map(({ row, line, column, start }) => (
            <FeedItem
              key={row.key}
              id={rowId(row.key)}
              row={row}
              view={view}
              position={line * columns + column}
              place={placeOf(view, width, { column, top: start })}
              selected={row.key === selectedKey}
              active={byKeys && row.key === focus.active}
              fresh={slides && row.event.id >= freshFrom}
              today={today}
              nameOf={nameOf}
              lists={lists}
              onOpen={open}
            />
          ))}
      </div>
      <div className={styles.end} role="presentation">
        {loadingOlder ? <Waiting size="tiny" label={t("loadingOlder")} /> : complete && end}
      </div>
    </div>
  );
});

import { makeStyles, mergeClasses, tokens } from "@fluentui/react-components";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import type { PlateListView } from "../../main/console/backend.ts";
import { deliveryWords } from "../ui/delivery-chip.tsx";
import { useFormats } from "../ui/use-formats.ts";
import { Card } from "./card.tsx";
import { useCardStyles } from "./card-styles.ts";
import { hitWords } from "./hits.tsx";
import type { FeedView, ItemPlace } from "./layout.ts";
import { Row } from "./row.tsx";
import { useRowStyles } from "./row-styles.ts";
import { eventWords } from "./row-words.ts";
import { type FeedRow, momentOf, senderOf } from "./rows.ts";
import { vehicleWords } from "./vehicle-words.ts";

/** The left edge of a listed plate, seen from three metres; the badge says in words what it means. */
const useEdges = makeStyles({
  edge: {
    "::before": { content: '""', position: "absolute", left: 0, top: 0, bottom: 0, width: "5px", forcedColorAdjust: "none" },
  },
  none: { "::before": { backgroundColor: tokens.colorNeutralStrokeAccessible } },
  green: { "::before": { backgroundColor: tokens.colorPaletteGreenBorderActive } },
  blue: { "::before": { backgroundColor: tokens.colorPaletteBlueBorderActive } },
  purple: { "::before": { backgroundColor: tokens.colorPalettePurpleBorderActive } },
  orange: { "::before": { backgroundColor: tokens.colorPaletteDarkOrangeBorderActive } },
  red: { "::before": { backgroundColor: tokens.colorPaletteRedBorderActive } },
});

/**
 * One row or card at its place. Its name and description tell in one breath what one sees at a glance. What is in it is drawn
 * again only when its event or a destination's name changes, however often it moves down.
 */
export function FeedItem({
  row,
  id,
  view,
  position,
  place,
  selected,
  active,
  fresh,
  today,
  nameOf,
  lists,
  onOpen,
}: {
  row: FeedRow;
  id: string;
  view: FeedView;
  /** From 0. */
  position: number;
  place: ItemPlace;
  selected: boolean;
  active: boolean;
  fresh: boolean;
  /** A moment of this day. */
  today: number;
  nameOf: (id: string) => string;
  lists: ReadonlyMap<string, PlateListView>;
  onOpen: (row: FeedRow) => void;
}) {
  const rowStyles = useRowStyles();
  const cardStyles = useCardStyles();
  const styles = view === "rows" ? rowStyles : cardStyles;
  const edges = useEdges();
  const words = useItemWords(row, today, nameOf);
  const [hit] = row.hits;
  const edge = hit === undefined ? null : (lists.get(hit.listId)?.color ?? "none");
  const Content = view === "rows" ? Row : Card;
  return (
    // biome-ignore lint/a11y/useFocusableInteractive: the list keeps the focus and names its row by aria-activedescendant
    // biome-ignore lint/a11y/useSemanticElements: table elements cannot be placed one by one, as virtual rows are
    // biome-ignore lint/a11y/useKeyWithClickEvents: the list handles the keys for all rows
    <div
      id={id}
      role="row"
      aria-selected={selected}
      aria-rowindex={position + 1}
      aria-label={words.name}
      aria-description={words.description}
      data-testid="feed-row"
      data-event={row.event.id}
      className={mergeClasses(
        styles.item,
        fresh && rowStyles.fresh,
        edge !== null && edges.edge,
        edge !== null && edges[edge],
        selected && rowStyles.selected,
        active && rowStyles.active,
      )}
      // Not by top and left: moving down costs no layout then, and is no layout shift.
      style={{ translate: `${place.left}px ${place.top}px`, width: place.width, height: place.height }}
      onClick={() => onOpen(row)}
    >
      {/* biome-ignore lint/a11y/useFocusableInteractive: the list keeps the focus */}
      {/* biome-ignore lint/a11y/useSemanticElements: table elements cannot be placed one by one, as virtual rows are */}
      <div role="gridcell" className={styles.seen}>
        <Content row={row} today={today} nameOf={nameOf} lists={lists} />
      </div>
    </div>
  );
}

/** "ABC123, Gate, 12:04:09", and the rest in sentences. */
function useItemWords(row: FeedRow, today: number, nameOf: (id: string) => string): { name: string; description: string } {
  const { t } = useTranslation("feed");
  const { t: ui } = useTranslation("ui");
  const formats = useFormats();
  return useMemo(() => {
    const { event, read } = row;
    const time = formats.time(momentOf(row), today);
    const story = read === null ? eventWords(t, event) : null;
    const title = story?.title ?? `${read?.plate?.toUpperCase() ?? ui("noPlate")}, ${senderOf(event) ?? t("unknownSender")}`;
    const description = [
      ...row.hits.map((one) => hitWords(t, one)),
      read === null ? story?.text : vehicleWords(read),
      ...row.chips.map((chip) => deliveryWords(ui, chip, nameOf(chip.destinationId))),
    ];
    return { name: `${title}, ${time}`, description: description.filter(Boolean).join(". ") };
  }, [row, today, nameOf, formats, t, ui]);
}

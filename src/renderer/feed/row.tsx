import { makeStyles, mergeClasses, tokens } from "@fluentui/react-components";
import { DocumentQuestionMark20Regular, Mail20Regular } from "@fluentui/react-icons";
import { memo, type ReactElement } from "react";
import { useTranslation } from "react-i18next";
import type { PlateListView } from "../../main/console/backend.ts";
import type { EventKind } from "../../shared/plate-read.ts";
import { deliveryWords } from "../ui/delivery-chip.tsx";
import { Plate } from "../ui/plate.tsx";
import { Time } from "../ui/time.tsx";
import { useFormats } from "../ui/use-formats.ts";
import { Chips } from "./chips.tsx";
import { Confidence } from "./confidence.tsx";
import { Hits, hitWords } from "./hits.tsx";
import { PlateCrop } from "./plate-crop.tsx";
import { useRowStyles } from "./row-styles.ts";
import { eventWords } from "./row-words.ts";
import { type FeedRow, momentOf, senderOf } from "./rows.ts";
import { Thumb } from "./thumb.tsx";
import { vehicleWords } from "./vehicle-words.ts";

const useStyles = makeStyles({
  quiet: { color: tokens.colorNeutralForeground3 },
});

/** The left edge of a listed plate, seen from three metres; the badge says in words what it means. */
const useEdges = makeStyles({
  edge: { borderLeftStyle: "solid", borderLeftWidth: "5px", paddingLeft: `calc(${tokens.spacingHorizontalL} - 5px)` },
  none: { borderLeftColor: tokens.colorNeutralStrokeAccessible },
  green: { borderLeftColor: tokens.colorPaletteGreenBorderActive },
  blue: { borderLeftColor: tokens.colorPaletteBlueBorderActive },
  purple: { borderLeftColor: tokens.colorPalettePurpleBorderActive },
  orange: { borderLeftColor: tokens.colorPaletteDarkOrangeBorderActive },
  red: { borderLeftColor: tokens.colorPaletteRedBorderActive },
});

/**
 * One row of the feed. Its name and description tell in one breath what one sees at a glance.
 * Drawn again only when its event, its selection or a destination's name changes.
 */
export const Row = memo(function Row({
  row,
  id,
  position,
  top,
  selected,
  active,
  fresh,
  nameOf,
  lists,
  onOpen,
}: {
  row: FeedRow;
  id: string;
  /** From 0. */
  position: number;
  /** Pixels from the top of the list. */
  top: number;
  selected: boolean;
  active: boolean;
  fresh: boolean;
  nameOf: (id: string) => string;
  lists: ReadonlyMap<string, PlateListView>;
  onOpen: (position: number) => void;
}) {
  const { t } = useTranslation("feed");
  const { t: ui } = useTranslation("ui");
  const formats = useFormats();
  const styles = useRowStyles();
  const own = useStyles();
  const edges = useEdges();
  const { event, read } = row;
  const moment = momentOf(row);
  const time = formats.time(moment, Date.now());
  const sender = senderOf(event) ?? t("unknownSender");
  const words = read === null ? null : vehicleWords(read);
  const story = read === null ? eventWords(t, event) : null;
  const name =
    read === null ? `${story?.title ?? ""}, ${time}` : rowName(read.plate?.toUpperCase() ?? ui("noPlate"), sender, time);
  const [hit] = row.hits;
  const edge = hit === undefined ? null : (lists.get(hit.listId)?.color ?? "none");
  const told = row.hits.map((one) => hitWords(t, one));
  const description = [
    ...told,
    words ?? story?.text,
    ...row.chips.map((chip) => deliveryWords(ui, chip, nameOf(chip.destinationId))),
  ]
    .filter(Boolean)
    .join(". ");

  return (
    // biome-ignore lint/a11y/useFocusableInteractive: the list keeps the focus and names its row by aria-activedescendant
    // biome-ignore lint/a11y/useSemanticElements: table elements cannot be placed one by one, as virtual rows are
    // biome-ignore lint/a11y/useKeyWithClickEvents: the list handles the keys for all rows
    <div
      id={id}
      role="row"
      aria-selected={selected}
      aria-rowindex={position + 1}
      aria-label={name}
      aria-description={description}
      data-testid="feed-row"
      data-event={event.id}
      className={mergeClasses(
        styles.row,
        fresh && styles.fresh,
        edge !== null && edges.edge,
        edge !== null && edges[edge],
        selected && styles.selected,
        active && styles.active,
      )}
      style={{ top }}
      onClick={() => onOpen(position)}
    >
      {/* biome-ignore lint/a11y/useFocusableInteractive: the list keeps the focus */}
      {/* biome-ignore lint/a11y/useSemanticElements: table elements cannot be placed one by one, as virtual rows are */}
      <div role="gridcell" className={styles.seen}>
        <Thumb scene={row.scene} box={read?.plateBox ?? null} sign={signOf(event.kind)} className={styles.thumb} />
        {read === null ? (
          <div className={styles.story}>
            <div className={styles.line}>
              <span className={styles.title}>{story?.title}</span>
            </div>
            <div className={mergeClasses(styles.cut, own.quiet)}>
              <Time at={moment} className={styles.time} />
              {story?.text !== null && <span> · {story?.text}</span>}
            </div>
          </div>
        ) : (
          <>
            <div className={styles.plate}>
              {(row.hasCrop || read.region !== null) && (
                <div className={styles.above}>
                  {row.hasCrop && <PlateCrop readId={read.id} alt="" className={styles.crop} />}
                  {read.region !== null && <span className={styles.region}>{read.region.toUpperCase()}</span>}
                </div>
              )}
              <Plate plate={read.plate} size="large" />
            </div>
            <div className={styles.words}>
              <div className={styles.line}>
                <Time at={moment} className={styles.time} />
                <span className={styles.cut}>{sender}</span>
              </div>
              {hit !== undefined && <Hits hits={row.hits} lists={lists} />}
              <div className={mergeClasses(styles.cut, styles.vehicle)}>{words}</div>
            </div>
            <div className={styles.confidence}>
              <Confidence score={read.plate === null ? null : read.score} />
            </div>
          </>
        )}
        <div className={styles.chips}>
          <Chips chips={row.chips} nameOf={nameOf} />
        </div>
      </div>
    </div>
  );
});

function signOf(kind: EventKind): ReactElement | undefined {
  if (kind === "quarantined") return <DocumentQuestionMark20Regular aria-hidden />;
  return kind === "other" ? <Mail20Regular aria-hidden /> : undefined;
}

/** "ABC123, Gate, 12:04:09" */
export function rowName(plate: string, camera: string, time: string): string {
  return `${plate}, ${camera}, ${time}`;
}

import { makeStyles, mergeClasses, tokens } from "@fluentui/react-components";
import { memo } from "react";
import { useTranslation } from "react-i18next";
import type { PlateListView } from "../../main/console/backend.ts";
import { Plate } from "../ui/plate.tsx";
import { Time } from "../ui/time.tsx";
import { Chips } from "./chips.tsx";
import { Confidence } from "./confidence.tsx";
import { EventSign } from "./event-sign.tsx";
import { Hits } from "./hits.tsx";
import { PlateCrop } from "./plate-crop.tsx";
import { useRowStyles } from "./row-styles.ts";
import { eventWords } from "./row-words.ts";
import { type FeedRow, momentOf, senderOf } from "./rows.ts";
import { Thumb } from "./thumb.tsx";
import { vehicleWords } from "./vehicle-words.ts";

const useStyles = makeStyles({
  quiet: { color: tokens.colorNeutralForeground3 },
});

/** What a row and a card show. */
export interface ContentProps {
  row: FeedRow;
  /** A moment of this day. */
  today: number;
  nameOf: (id: string) => string;
  lists: ReadonlyMap<string, PlateListView>;
}

/** What stands in one row of the feed, from left to right. */
export const Row = memo(function Row({ row, today, nameOf, lists }: ContentProps) {
  const { t } = useTranslation("feed");
  const styles = useRowStyles();
  const own = useStyles();
  const { event, read } = row;
  const moment = momentOf(row);
  const story = read === null ? eventWords(t, event) : null;
  return (
    <>
      <Thumb scene={row.scene} box={read?.plateBox ?? null} sign={<EventSign kind={event.kind} />} className={styles.thumb} />
      {read === null ? (
        <div className={styles.story}>
          <div className={styles.line}>
            <span className={styles.title}>{story?.title}</span>
          </div>
          <div className={mergeClasses(styles.cut, own.quiet)}>
            <Time at={moment} now={today} className={styles.time} />
            {story !== null && story.text !== null && <span title={story.text}> · {story.text}</span>}
          </div>
        </div>
      ) : (
        <>
          <div className={styles.plate}>
            {(row.hasCrop || read.region !== null) && (
              <div className={styles.above}>
                {row.hasCrop && <PlateCrop readId={read.id} alt="" box={read.plateBox} className={styles.crop} />}
                {read.region !== null && <span className={styles.region}>{read.region.toUpperCase()}</span>}
              </div>
            )}
            <Plate plate={read.plate} size="large" />
          </div>
          <div className={styles.words}>
            <div className={styles.line}>
              <Time at={moment} now={today} className={styles.time} />
              <span className={styles.cut}>{senderOf(event) ?? t("unknownSender")}</span>
            </div>
            {row.hits.length > 0 && <Hits hits={row.hits} lists={lists} />}
            <div className={mergeClasses(styles.cut, styles.vehicle)}>{vehicleWords(read)}</div>
          </div>
          <div className={styles.confidence}>
            <Confidence score={read.plate === null ? null : read.score} />
          </div>
        </>
      )}
      <div className={styles.chips}>
        <Chips chips={row.chips} nameOf={nameOf} />
      </div>
    </>
  );
});

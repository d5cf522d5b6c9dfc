import { mergeClasses } from "@fluentui/react-components";
import { memo } from "react";
import { useTranslation } from "react-i18next";
import { Plate } from "../ui/plate.tsx";
import { Time } from "../ui/time.tsx";
import { useCardStyles } from "./card-styles.ts";
import { Chips } from "./chips.tsx";
import { EventSign } from "./event-sign.tsx";
import { Hits } from "./hits.tsx";
import type { ContentProps } from "./row.tsx";
import { eventWords } from "./row-words.ts";
import { momentOf, senderOf } from "./rows.ts";
import { Thumb } from "./thumb.tsx";
import { vehicleWords } from "./vehicle-words.ts";

/** What stands in one card of the feed: the picture first, for those who know vehicles by sight. */
export const Card = memo(function Card({ row, today, nameOf, lists }: ContentProps) {
  const { t } = useTranslation("feed");
  const styles = useCardStyles();
  const { event, read } = row;
  const story = read === null ? eventWords(t, event) : null;
  return (
    <>
      <Thumb scene={row.scene} box={read?.plateBox ?? null} sign={<EventSign kind={event.kind} />} className={styles.thumb} />
      <div className={styles.words}>
        {read === null ? (
          <span className={styles.title}>{story?.title}</span>
        ) : (
          <div className={styles.line}>
            <span className={styles.plate}>
              <Plate plate={read.plate} size="large" />
            </span>
            {read.region !== null && <span className={styles.region}>{read.region.toUpperCase()}</span>}
          </div>
        )}
        <div className={styles.line}>
          <Time at={momentOf(row)} now={today} className={styles.time} />
          <span className={styles.cut}>{read === null ? story?.text : (senderOf(event) ?? t("unknownSender"))}</span>
        </div>
        <div className={styles.foot}>
          <div className={styles.about}>
            {row.hits.length > 0 ? (
              <Hits hits={row.hits} lists={lists} />
            ) : (
              <div className={mergeClasses(styles.cut, styles.quiet)}>{read === null ? "" : vehicleWords(read)}</div>
            )}
          </div>
          <div className={styles.chips}>
            <Chips chips={row.chips} nameOf={nameOf} />
          </div>
        </div>
      </div>
    </>
  );
});

import { makeStyles, mergeClasses } from "@fluentui/react-components";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { Box, StoredImage } from "../../shared/plate-read.ts";
import type { FeedRow } from "../feed/rows.ts";
import { BoxLine } from "../feed/thumb.tsx";
import { useNow } from "../ui/use-now.ts";
import { cutOf } from "./cut.ts";
import { useDecoded } from "./use-decoded.ts";

const useStyles = makeStyles({
  area: { position: "relative", minHeight: 0, overflow: "hidden", backgroundColor: "#000" },
  picture: { position: "absolute", inset: 0, width: "100%", height: "100%" },
  // What drove past long ago must not look as if it stood there now.
  past: { opacity: 0.35 },
  plate: { fill: "none", stroke: "#ffd335", forcedColorAdjust: "none" },
  under: { fill: "none", stroke: "#000", strokeOpacity: 0.6, forcedColorAdjust: "none" },
  words: {
    position: "absolute",
    inset: 0,
    display: "grid",
    placeItems: "center",
    padding: "6cqmin",
    textAlign: "center",
    fontSize: "max(20px, 4cqmin)",
    lineHeight: 1.3,
    color: "#d6d6d6",
  },
});

/** After this long without a vehicle the picture steps back. */
export const calmMs = 5 * 60_000;

/** The scene over the whole width, cut so that the plate stays in sight; in words where there is none. */
export function WallPicture({
  row,
  empty,
  loaded,
  className,
  children,
}: {
  row: FeedRow | null;
  /** What is said where there is no vehicle. */
  empty: string;
  loaded: boolean;
  className: string;
  children: ReactNode;
}) {
  const { t } = useTranslation("wall");
  const styles = useStyles();
  const now = useNow(10_000);
  const scene = row?.scene ?? null;
  const shown = useDecoded(scene === null || scene.unreadable !== null ? null : `/images/${scene.id}`);
  const past = row !== null && now - row.event.receivedAt > calmMs;
  return (
    <div className={styles.area}>
      {shown !== null && row !== null && scene !== null && (
        <Picture
          src={shown}
          scene={scene}
          box={shown === `/images/${scene.id}` ? (row.read?.plateBox ?? null) : null}
          className={mergeClasses(styles.picture, past && styles.past, className)}
        />
      )}
      {row !== null && scene === null && <div className={styles.words}>{t("noPicture")}</div>}
      {row === null && loaded && <div className={styles.words}>{empty}</div>}
      {children}
    </div>
  );
}

function Picture({ src, scene, box, className }: { src: string; scene: StoredImage; box: Box | null; className: string }) {
  const styles = useStyles();
  const { width, height } = scene;
  if (width === null || height === null) return <img src={src} alt="" className={className} />;
  return (
    <svg className={className} viewBox={`0 0 ${width} ${height}`} preserveAspectRatio={cutOf(box, { width, height })} aria-hidden>
      <image href={src} width={width} height={height} preserveAspectRatio="none" />
      {box !== null && <BoxLine box={box} className={styles.under} width={6} />}
      {box !== null && <BoxLine box={box} className={styles.plate} width={3} />}
    </svg>
  );
}

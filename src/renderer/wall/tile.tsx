import { makeStyles, mergeClasses } from "@fluentui/react-components";
import { useEffect } from "react";
import { useTranslation } from "react-i18next";
import { useListsById } from "../app/use-lists.ts";
import type { FeedRow } from "../feed/rows.ts";
import { useFormats } from "../ui/use-formats.ts";
import { useNow } from "../ui/use-now.ts";
import { WallBand } from "./band.tsx";
import { contrast, frameWidth, useListFrames } from "./colors.ts";
import { calmMs, WallPicture } from "./picture.tsx";
import { useStage } from "./use-stage.ts";

const useStyles = makeStyles({
  tile: {
    containerType: "size",
    display: "grid",
    gridTemplateRows: "minmax(0, 1fr) auto",
    minWidth: 0,
    minHeight: 0,
    boxSizing: "border-box",
    // The same as of a listed plate: nothing moves when one comes.
    border: `${frameWidth} solid #000`,
    [contrast]: { border: `${frameWidth} solid Canvas` },
  },
  name: {
    position: "absolute",
    left: 0,
    top: 0,
    maxWidth: "100%",
    boxSizing: "border-box",
    padding: "1cqmin 2cqmin",
    backgroundColor: "rgba(0, 0, 0, 0.72)",
    color: "#fff",
    fontSize: "max(16px, 5cqmin)",
    lineHeight: 1.25,
    fontWeight: 600,
    overflow: "hidden",
    textOverflow: "ellipsis",
    whiteSpace: "nowrap",
  },
  quiet: { fontWeight: 400, fontSize: "0.75em", color: "#d6d6d6" },
});

/** One camera of several: its last vehicle, and since when it is quiet. */
export function WallTile({
  camera,
  rows,
  loaded,
  className,
  onStaged,
}: {
  camera: string;
  /** Of this camera, newest first. */
  rows: readonly FeedRow[];
  loaded: boolean;
  className: string;
  /** Told what stands here, so that it does not stand among the ones before as well. */
  onStaged: (camera: string, key: string | null) => void;
}) {
  const { t } = useTranslation("wall");
  const styles = useStyles();
  const formats = useFormats();
  const frames = useListFrames();
  const lists = useListsById();
  const now = useNow(10_000);
  const staged = useStage(rows);
  const row = rows.find(({ key }) => key === staged?.key) ?? null;
  const color = row?.hits[0] === undefined ? null : (lists.get(row.hits[0].listId)?.color ?? "none");
  const key = row?.key ?? null;
  useEffect(() => onStaged(camera, key), [onStaged, camera, key]);
  const name = camera === "" ? t("noCamera") : camera;
  const [newest] = rows;
  return (
    <section
      className={mergeClasses(styles.tile, color !== null && frames[color])}
      aria-label={name}
      data-testid="wall-tile"
      data-list-color={color ?? undefined}
    >
      <WallPicture row={row} empty={t("emptyTile")} loaded={loaded} className={className}>
        <div className={styles.name}>
          {name}
          {newest !== undefined && now - newest.event.receivedAt > calmMs && (
            <span className={styles.quiet}>
              {" · "}
              {t("quiet", {
                time: formats.minute(newest.event.receivedAt, now),
                duration: formats.duration(now - newest.event.receivedAt),
              })}
            </span>
          )}
        </div>
      </WallPicture>
      {row !== null && <WallBand key={row.key} row={row} color={color} tile className={className} />}
    </section>
  );
}

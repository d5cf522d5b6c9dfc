import { makeStyles, mergeClasses } from "@fluentui/react-components";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { ListColor } from "../../shared/plate-list.ts";
import { Announcer } from "../feed/announcer.tsx";
import type { FeedRow } from "../feed/rows.ts";
import { contrast, frameWidth, useListFrames } from "./colors.ts";
import { fillScreen } from "./full-screen.ts";

const useStyles = makeStyles({
  wall: {
    position: "relative",
    boxSizing: "border-box",
    height: "100%",
    // What is in it is as large as a part of it: of the screen, or of one of several pictures.
    containerType: "size",
    display: "grid",
    gridTemplateRows: "minmax(0, 1fr) auto auto",
    backgroundColor: "#000",
    color: "#fff",
    overflow: "hidden",
    // Where the frame of a listed plate is drawn: nothing moves and nothing is covered when one comes.
    border: `${frameWidth} solid #000`,
    [contrast]: { border: `${frameWidth} solid Canvas` },
    "@media (max-aspect-ratio: 1/1)": { gridTemplateRows: "minmax(0, 2fr) auto minmax(0, auto)" },
  },
  idle: { cursor: "none" },
});

/** What fills the screen; in the colour of a listed plate's list, where one stands on it. */
export function WallFrame({
  rows,
  color,
  idle,
  children,
}: {
  /** All that may be told to a screen reader, newest first. */
  rows: readonly FeedRow[];
  color: ListColor | null;
  idle: boolean;
  children: ReactNode;
}) {
  const { t } = useTranslation("wall");
  const styles = useStyles();
  const frames = useListFrames();
  return (
    <main
      className={mergeClasses(styles.wall, idle && styles.idle, color !== null && frames[color])}
      aria-label={t("title")}
      data-testid="wall"
      data-list-color={color ?? undefined}
      onDoubleClick={fillScreen}
    >
      <h1 hidden>{t("title")}</h1>
      {children}
      <Announcer rows={rows} />
    </main>
  );
}

import { FluentProvider, makeStyles, mergeClasses, webDarkTheme } from "@fluentui/react-components";
import { useCallback, useEffect, useMemo } from "react";
import { useTranslation } from "react-i18next";
import { useLocation, useSearch } from "wouter";
import { useListSound } from "../app/list-sound.ts";
import { useLive, useLiveStore } from "../app/live-context.tsx";
import { useShortcuts } from "../app/shortcuts/context.tsx";
import { useListsById } from "../app/use-lists.ts";
import { Announcer } from "../feed/announcer.tsx";
import { rowsOf } from "../feed/rows.ts";
import { WallBand } from "./band.tsx";
import { frameWidth, useListFrames } from "./colors.ts";
import { WallControls } from "./controls.tsx";
import { cameraIn, fillScreen, leaveScreen } from "./full-screen.ts";
import { WallPicture } from "./picture.tsx";
import { WallRecent } from "./recent.tsx";
import { recentOf } from "./stage.ts";
import { WallState } from "./state.tsx";
import { useIdlePointer } from "./use-idle-pointer.ts";
import { useStage } from "./use-stage.ts";
import { useWakeLock } from "./use-wake-lock.ts";

const upright = "@media (max-aspect-ratio: 1/1)";

const useStyles = makeStyles({
  wall: {
    position: "relative",
    boxSizing: "border-box",
    height: "100%",
    display: "grid",
    gridTemplateRows: "minmax(0, 1fr) auto auto",
    backgroundColor: "#000",
    color: "#fff",
    overflow: "hidden",
    // Where the frame of a listed plate is drawn: nothing moves and nothing is covered when one comes.
    border: `${frameWidth} solid #000`,
    [upright]: { gridTemplateRows: "minmax(0, 2fr) auto minmax(0, auto)" },
  },
  idle: { cursor: "none" },
  old: { filter: "grayscale(1)" },
});

/** The wall: the last vehicle as large as the screen, for a second monitor that nobody touches. */
export function WallPage() {
  const { t } = useTranslation("wall");
  const styles = useStyles();
  const frames = useListFrames();
  const [, navigate] = useLocation();
  const camera = cameraIn(useSearch());
  const store = useLiveStore();
  const events = useLive((snapshot) => snapshot.feed.events);
  const loaded = useLive((snapshot) => snapshot.loaded);
  const lost = useLive((snapshot) => snapshot.connection.state === "lost");
  const lists = useListsById();
  const rows = useMemo(() => rowsOf(events).filter(({ read }) => read !== null), [events]);
  const staged = useStage(rows);
  const row = rows.find(({ key }) => key === staged?.key) ?? null;
  const color = row?.hits[0] === undefined ? null : (lists.get(row.hits[0].listId)?.color ?? "none");
  const idle = useIdlePointer();
  useListSound();
  useWakeLock();

  useEffect(() => {
    const before = store.getSnapshot().camera;
    store.setCamera(camera);
    return () => store.setCamera(before);
  }, [store, camera]);
  useEffect(() => {
    document.title = t("windowTitle");
  }, [t]);

  const leave = useCallback(() => {
    leaveScreen();
    // A window that was opened for the wall goes with it; the browser closes no other.
    if (window.history.length <= 1) window.close();
    navigate("/");
  }, [navigate]);
  // While the browser itself fills the screen it keeps Esc for itself, and only tells that it has left.
  useEffect(() => {
    const onChange = () => {
      if (document.fullscreenElement === null) leave();
    };
    document.addEventListener("fullscreenchange", onChange);
    return () => document.removeEventListener("fullscreenchange", onChange);
  }, [leave]);
  useShortcuts([
    { keys: "Escape", text: t("leave"), act: leave },
    { keys: "f", text: t("fill"), act: fillScreen },
  ]);

  return (
    <FluentProvider theme={webDarkTheme} data-theme="dark" style={{ height: "100%" }}>
      <main
        className={mergeClasses(styles.wall, idle && styles.idle, color !== null && frames[color])}
        aria-label={t("title")}
        data-testid="wall"
        data-list-color={color ?? undefined}
        onDoubleClick={fillScreen}
      >
        <h1 hidden>{t("title")}</h1>
        <WallPicture row={row} camera={camera} loaded={loaded} className={mergeClasses(lost && styles.old)}>
          <WallState newest={rows[0] ?? null} />
          <WallControls hidden={idle} onLeave={leave} />
        </WallPicture>
        {row !== null && <WallBand key={row.key} row={row} color={color} className={mergeClasses(lost && styles.old)} />}
        <WallRecent rows={recentOf(rows, staged)} className={mergeClasses(lost && styles.old)} />
        <Announcer rows={rows} />
      </main>
    </FluentProvider>
  );
}

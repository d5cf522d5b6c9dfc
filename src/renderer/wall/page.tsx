import { FluentProvider, webDarkTheme } from "@fluentui/react-components";
import { useCallback, useEffect, useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { useLocation, useSearch } from "wouter";
import { useListSound } from "../app/list-sound.ts";
import { useShortcuts } from "../app/shortcuts/context.tsx";
import { camerasIn, wallAddress } from "./address.ts";
import { WallControls } from "./controls.tsx";
import { inTiles } from "./each-camera.ts";
import { fillScreen, leaveScreen } from "./full-screen.ts";
import { WallOne } from "./one.tsx";
import { WallTiles } from "./tiles.tsx";
import { useIdlePointer } from "./use-idle-pointer.ts";
import { useWakeLock } from "./use-wake-lock.ts";
import { useWallRows } from "./use-wall-rows.ts";

/** The wall: the last vehicle as large as the screen, or that of each chosen camera, for a second monitor that nobody touches. */
export function WallPage() {
  const { t } = useTranslation("wall");
  const [, navigate] = useLocation();
  const search = useSearch();
  const cameras = useMemo(() => camerasIn(search), [search]);
  const { rows, loaded } = useWallRows(cameras);
  const [choosing, setChoosing] = useState(false);
  const idle = useIdlePointer() && !choosing;
  useListSound();
  useWakeLock();

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
    { keys: "c", text: t("cameras.choose"), act: () => setChoosing(true) },
  ]);

  const Wall = inTiles(cameras) ? WallTiles : WallOne;
  return (
    <FluentProvider theme={webDarkTheme} data-theme="dark" style={{ height: "100%" }}>
      <Wall cameras={cameras} rows={rows} loaded={loaded} idle={idle}>
        <WallControls
          hidden={idle}
          cameras={cameras}
          choosing={choosing}
          onChoosing={setChoosing}
          // In place of the former address: whoever opened the wall leaves it with one step back.
          onCameras={(chosen) => navigate(wallAddress(chosen), { replace: true })}
          onLeave={leave}
        />
      </Wall>
    </FluentProvider>
  );
}

import { makeStyles, mergeClasses } from "@fluentui/react-components";
import { useCallback, useMemo, useState } from "react";
import { useMedia } from "../ui/use-media.ts";
import { columnsOf } from "./each-camera.ts";
import { WallFrame } from "./frame.tsx";
import type { WallProps } from "./one.tsx";
import { WallRecent } from "./recent.tsx";
import { recentCount } from "./stage.ts";
import { WallState } from "./state.tsx";
import { WallTile } from "./tile.tsx";
import { useOldClass } from "./use-old.ts";

const useStyles = makeStyles({
  root: {
    position: "relative",
    display: "grid",
    gridTemplateRows: "auto minmax(0, 1fr)",
    minHeight: 0,
  },
  // Above the pictures, so that it covers no camera's name.
  state: { position: "static" },
  tiles: {
    display: "grid",
    gridAutoRows: "minmax(0, 1fr)",
    minHeight: 0,
    // A phone has no room for all of them at once.
    "@media (max-width: 600px)": { gridAutoRows: "minmax(280px, 1fr)", overflowY: "auto" },
  },
  // The last one of an odd number has the whole line.
  wide: { "& > :last-child": { gridColumnEnd: "span 2" } },
});

/** Several cameras, each with its own last vehicle; below, the ones before of them all. */
export function WallTiles({ cameras, rows, loaded, idle, children }: WallProps) {
  const styles = useStyles();
  const old = useOldClass();
  const upright = useMedia("(max-aspect-ratio: 1/1)");
  const phone = useMedia("(max-width: 600px)");
  const columns = phone ? 1 : columnsOf(cameras.length, upright);
  const [staged, setStaged] = useState<Readonly<Record<string, string | null>>>({});
  const onStaged = useCallback(
    (camera: string, key: string | null) => setStaged((known) => (known[camera] === key ? known : { ...known, [camera]: key })),
    [],
  );
  const byCamera = useMemo(
    () => new Map(cameras.map((camera) => [camera, rows.filter(({ event }) => event.camera === camera)])),
    [cameras, rows],
  );
  const stands = new Set(cameras.map((camera) => staged[camera]));
  return (
    <WallFrame rows={rows} color={null} idle={idle}>
      <div className={styles.root}>
        <WallState newest={rows[0] ?? null} className={styles.state} />
        {children}
        <div
          className={mergeClasses(styles.tiles, columns === 2 && cameras.length % 2 === 1 && styles.wide)}
          style={{ gridTemplateColumns: `repeat(${columns}, minmax(0, 1fr))` }}
        >
          {cameras.map((camera) => (
            <WallTile
              key={camera}
              camera={camera}
              rows={byCamera.get(camera) ?? []}
              loaded={loaded}
              className={old}
              onStaged={onStaged}
            />
          ))}
        </div>
      </div>
      <WallRecent rows={rows.filter(({ key }) => !stands.has(key)).slice(0, phone ? 2 : recentCount)} className={old} />
    </WallFrame>
  );
}

import { makeStyles, mergeClasses, tokens } from "@fluentui/react-components";
import { ImageOff20Regular } from "@fluentui/react-icons";
import { type ReactNode, useState } from "react";
import type { Box, StoredImage } from "../../shared/plate-read.ts";

const useStyles = makeStyles({
  frame: {
    position: "relative",
    display: "grid",
    placeItems: "center",
    aspectRatio: "16 / 10",
    overflow: "hidden",
    borderRadius: tokens.borderRadiusMedium,
    backgroundColor: tokens.colorNeutralBackground4,
    color: tokens.colorNeutralForeground4,
  },
  image: { position: "absolute", inset: 0, width: "100%", height: "100%", objectFit: "cover" },
  box: { position: "absolute", inset: 0, width: "100%", height: "100%", fill: "none", forcedColorAdjust: "none" },
  under: { stroke: "#000", strokeOpacity: 0.6 },
  line: { stroke: "#ffd335" },
});

/** The scene at 16:10 with the plate's box drawn; a quiet sign where there is no picture or it cannot be read. */
export function Thumb({
  scene,
  box,
  sign,
  className,
}: {
  scene: StoredImage | null;
  box: Box | null;
  /** Shown where there is no picture. */
  sign?: ReactNode;
  className?: string;
}) {
  const styles = useStyles();
  const [failed, setFailed] = useState(false);
  const shows = scene !== null && scene.unreadable === null && !failed;
  return (
    <div className={mergeClasses(styles.frame, className)}>
      {!shows && (sign ?? <ImageOff20Regular aria-hidden />)}
      {shows && (
        <img
          src={`/images/${scene.id}/thumb`}
          alt=""
          className={styles.image}
          loading="lazy"
          decoding="async"
          onError={() => setFailed(true)}
        />
      )}
      {shows && box !== null && scene.width !== null && scene.height !== null && (
        // "slice" is to SVG what object-fit: cover is to the picture below it.
        <svg
          className={styles.box}
          viewBox={`0 0 ${scene.width} ${scene.height}`}
          preserveAspectRatio="xMidYMid slice"
          aria-hidden
        >
          <BoxLine box={box} className={styles.under} width={4} />
          <BoxLine box={box} className={styles.line} width={2} />
        </svg>
      )}
    </div>
  );
}

/** A box of the scene, with a line of the same width at every zoom. */
export function BoxLine({ box, className, width }: { box: Box; className?: string | undefined; width: number }) {
  return (
    <rect
      className={className}
      x={box.xmin}
      y={box.ymin}
      width={Math.max(0, box.xmax - box.xmin)}
      height={Math.max(0, box.ymax - box.ymin)}
      strokeWidth={width}
      vectorEffect="non-scaling-stroke"
    />
  );
}

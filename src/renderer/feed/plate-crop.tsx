import { makeStyles, mergeClasses, tokens } from "@fluentui/react-components";
import { useState } from "react";
import type { Box } from "../../shared/plate-read.ts";

const useStyles = makeStyles({
  crop: {
    display: "block",
    objectFit: "contain",
    objectPosition: "left center",
    borderRadius: tokens.borderRadiusSmall,
  },
});

interface PlateCropProps {
  readId: number;
  alt: string;
  /** Where the plate is in the scene: its shape is kept free until the picture is there, so that nothing beside it moves. */
  box?: Box | null;
  className?: string | undefined;
}

/** The plate cut out of the scene (or the recogniser's own crop). Shows nothing where the core has none. */
export function PlateCrop({ readId, alt, box = null, className }: PlateCropProps) {
  const styles = useStyles();
  const [failed, setFailed] = useState(false);
  if (failed) return null;
  return (
    <img
      src={`/images/plate/${readId}`}
      alt={alt}
      {...(box && shapeOf(box))}
      className={mergeClasses(styles.crop, className)}
      loading="lazy"
      decoding="async"
      onError={() => setFailed(true)}
    />
  );
}

/** The crop is the box itself, without a margin (main/images/edit.ts). */
function shapeOf({ xmin, ymin, xmax, ymax }: Box): { width: number; height: number } {
  return { width: Math.ceil(xmax) - Math.floor(xmin), height: Math.ceil(ymax) - Math.floor(ymin) };
}

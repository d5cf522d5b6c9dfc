import { makeStyles, mergeClasses, tokens } from "@fluentui/react-components";
import { useState } from "react";

const useStyles = makeStyles({
  crop: {
    display: "block",
    objectFit: "contain",
    objectPosition: "left center",
    borderRadius: tokens.borderRadiusSmall,
  },
});

/** The plate cut out of the scene (or the recogniser's own crop). Shows nothing where the core has none. */
export function PlateCrop({ readId, alt, className }: { readId: number; alt: string; className?: string | undefined }) {
  const styles = useStyles();
  const [failed, setFailed] = useState(false);
  if (failed) return null;
  return (
    <img
      src={`/images/plate/${readId}`}
      alt={alt}
      className={mergeClasses(styles.crop, className)}
      loading="lazy"
      decoding="async"
      onError={() => setFailed(true)}
    />
  );
}

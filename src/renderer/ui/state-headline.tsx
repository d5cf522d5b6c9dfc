import { makeStyles, tokens } from "@fluentui/react-components";
import type { ReactNode } from "react";
import { type ShapeName, StateShape } from "./state-shape.tsx";

const useStyles = makeStyles({
  headline: {
    display: "flex",
    gap: tokens.spacingHorizontalS,
    margin: 0,
    fontSize: tokens.fontSizeBase400,
    lineHeight: tokens.lineHeightBase400,
    fontWeight: tokens.fontWeightSemibold,
  },
  shape: { marginTop: "3px" },
});

/** The one sentence that matters about how something stands, with its shape; read out when it changes. */
export function StateHeadline({
  shape,
  as: Tag = "p",
  testId,
  children,
}: {
  shape: ShapeName;
  as?: "p" | "h2";
  testId?: string;
  children: ReactNode;
}) {
  const styles = useStyles();
  return (
    <Tag className={styles.headline} role="status" data-testid={testId}>
      <StateShape state={shape} className={styles.shape} />
      {children}
    </Tag>
  );
}

import { makeStyles, tokens } from "@fluentui/react-components";

const useStyles = makeStyles({
  mark: {
    display: "inline-block",
    width: "6px",
    height: "6px",
    marginLeft: tokens.spacingHorizontalSNudge,
    borderRadius: tokens.borderRadiusCircular,
    backgroundColor: tokens.colorCompoundBrandForeground1,
    verticalAlign: "middle",
    forcedColorAdjust: "none",
  },
});

/** A dot behind the name of a part that holds something unsaved; `label` says so. */
export function UnsavedMark({ label }: { label: string }) {
  const styles = useStyles();
  return <span className={styles.mark} role="img" aria-label={label} />;
}

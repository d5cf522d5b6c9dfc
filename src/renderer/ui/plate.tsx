import { makeStyles, mergeClasses, tokens } from "@fluentui/react-components";
import { useTranslation } from "react-i18next";

/** Plates everywhere are set in this face; its zero is slashed. */
export const plateFace = '"Atkinson Hyperlegible Mono", Consolas, monospace';

const useStyles = makeStyles({
  face: {
    display: "inline-block",
    justifySelf: "start",
    boxSizing: "border-box",
    maxWidth: "100%",
    overflow: "hidden",
    textOverflow: "ellipsis",
    whiteSpace: "nowrap",
    fontFamily: plateFace,
    fontWeight: 700,
    textTransform: "uppercase",
    letterSpacing: "0.02em",
    color: tokens.colorNeutralForeground1,
    backgroundColor: tokens.colorNeutralBackground1,
    border: `1px solid ${tokens.colorNeutralStrokeAccessible}`,
    borderRadius: tokens.borderRadiusMedium,
  },
  large: { fontSize: "28px", lineHeight: "34px", padding: "0 8px" },
  medium: { fontSize: "18px", lineHeight: "24px", padding: "0 6px" },
  small: { fontSize: "13px", lineHeight: "18px", padding: "0 5px" },
  none: {
    display: "inline-block",
    color: tokens.colorNeutralForeground3,
    fontSize: tokens.fontSizeBase400,
    lineHeight: "34px",
  },
  noneSmall: { color: tokens.colorNeutralForeground3, whiteSpace: "nowrap" },
});

/** A plate in a plate-like face whose 0/O, 1/I, 8/B and 5/S differ; null shows "No plate" in words. */
export function Plate({ plate, size }: { plate: string | null; size: "large" | "medium" | "small" }) {
  const { t } = useTranslation("ui");
  const styles = useStyles();
  if (plate === null) return <span className={size === "large" ? styles.none : styles.noneSmall}>{t("noPlate")}</span>;
  return <span className={mergeClasses(styles.face, styles[size])}>{plate}</span>;
}

import { makeStyles, mergeClasses, tokens } from "@fluentui/react-components";
import type { ListColor } from "../../shared/plate-list.ts";
import { ListMark } from "./list-mark.tsx";

const highContrast = ':global([data-theme="high-contrast"])';

const useStyles = makeStyles({
  badge: {
    display: "inline-flex",
    alignItems: "center",
    gap: tokens.spacingHorizontalXS,
    boxSizing: "border-box",
    height: "22px",
    maxWidth: "100%",
    minWidth: 0,
    padding: `0 ${tokens.spacingHorizontalSNudge} 0 ${tokens.spacingHorizontalXXS}`,
    borderRadius: tokens.borderRadiusMedium,
    border: `1px solid ${tokens.colorNeutralStroke1}`,
    backgroundColor: tokens.colorNeutralBackground1,
    color: tokens.colorNeutralForeground1,
    fontSize: tokens.fontSizeBase200,
    lineHeight: tokens.lineHeightBase200,
    whiteSpace: "nowrap",
    [highContrast]: { backgroundColor: tokens.colorNeutralBackground1, color: tokens.colorNeutralForeground1 },
  },
  mark: { color: "inherit" },
  green: { backgroundColor: tokens.colorPaletteGreenBackground2, color: tokens.colorPaletteGreenForeground2 },
  blue: { backgroundColor: tokens.colorPaletteBlueBackground2, color: tokens.colorPaletteBlueForeground2 },
  purple: { backgroundColor: tokens.colorPalettePurpleBackground2, color: tokens.colorPalettePurpleForeground2 },
  orange: { backgroundColor: tokens.colorPaletteDarkOrangeBackground2, color: tokens.colorPaletteDarkOrangeForeground2 },
  red: { backgroundColor: tokens.colorPaletteRedBackground2, color: tokens.colorPaletteRedForeground2 },
  none: {},
  list: { fontWeight: tokens.fontWeightSemibold, flexShrink: 0, maxWidth: "60%", overflow: "hidden", textOverflow: "ellipsis" },
  entry: { minWidth: 0, overflow: "hidden", textOverflow: "ellipsis" },
});

/** That a plate is on a list: the list's mark and colour, its name, and whose plate it is. */
export function ListBadge({ color, list, entry }: { color: ListColor; list: string; entry: string }) {
  const styles = useStyles();
  return (
    <span className={mergeClasses(styles.badge, styles[color])} data-list-color={color}>
      <ListMark color={color} className={styles.mark} />
      <span className={styles.list}>{list}</span>
      {entry !== "" && <span className={styles.entry}>{entry}</span>}
    </span>
  );
}

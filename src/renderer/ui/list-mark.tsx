import { makeStyles, mergeClasses, tokens } from "@fluentui/react-components";
import { Bookmark16Filled, Bookmark16Regular } from "@fluentui/react-icons";
import type { ListColor } from "../../shared/plate-list.ts";

const useStyles = makeStyles({
  mark: { flexShrink: 0, display: "block" },
  none: { color: tokens.colorNeutralForeground3 },
  green: { color: tokens.colorPaletteGreenForeground1 },
  blue: { color: tokens.colorPaletteBlueBorderActive },
  purple: { color: tokens.colorPalettePurpleBorderActive },
  orange: { color: tokens.colorPaletteDarkOrangeForeground1 },
  red: { color: tokens.colorPaletteRedForeground1 },
});

/** A list's colour as a bookmark: an outline where it has none. It says nothing by itself: the list's name stands beside it. */
export function ListMark({ color, className }: { color: ListColor; className?: string | undefined }) {
  const styles = useStyles();
  const Icon = color === "none" ? Bookmark16Regular : Bookmark16Filled;
  return <Icon aria-hidden className={mergeClasses(styles.mark, styles[color], className)} />;
}

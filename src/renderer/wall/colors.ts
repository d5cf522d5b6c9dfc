import { type GriffelStyle, makeStyles } from "@fluentui/react-components";
import type { ListColor } from "../../shared/plate-list.ts";

export const frameWidth = "1.2vmin";

/** In a contrast theme of Windows the colours are the theme's; that a plate is listed must be seen there as well. */
export const contrast = "@media (forced-colors: active)";

const ground = (backgroundColor: string, color: string): GriffelStyle => ({
  backgroundColor,
  color,
  [contrast]: { forcedColorAdjust: "none", backgroundColor: "Highlight", color: "HighlightText" },
});
const frame = (color: string): GriffelStyle => ({
  border: `${frameWidth} solid ${color}`,
  [contrast]: { border: `${frameWidth} solid Highlight` },
});

/**
 * The list's colour as a ground for text, the same in every theme: the wall is dark by itself, and is read from across a room.
 * Each has more than 5:1 with its text.
 */
export const useListGrounds = makeStyles<ListColor>({
  none: ground("#f5f5f5", "#000"),
  green: ground("#0e700e", "#fff"),
  blue: ground("#0f548c", "#fff"),
  purple: ground("#5c2e91", "#fff"),
  orange: ground("#f7941d", "#000"),
  red: ground("#b10e1c", "#fff"),
});

/** The same as a frame round the wall, or round one of its pictures. */
export const useListFrames = makeStyles<ListColor>({
  none: frame("#f5f5f5"),
  green: frame("#1fa51f"),
  blue: frame("#2b88d8"),
  purple: frame("#8a5cc0"),
  orange: frame("#f7941d"),
  red: frame("#e5202f"),
});

import { makeStyles } from "@fluentui/react-components";

export const frameWidth = "1.2vmin";

/**
 * The list's colour as a ground for text, the same in every theme: the wall is dark by itself, and is read from across a room.
 * Each has more than 5:1 with its text.
 */
export const useListGrounds = makeStyles({
  none: { backgroundColor: "#f5f5f5", color: "#000" },
  green: { backgroundColor: "#0e700e", color: "#fff" },
  blue: { backgroundColor: "#0f548c", color: "#fff" },
  purple: { backgroundColor: "#5c2e91", color: "#fff" },
  orange: { backgroundColor: "#f7941d", color: "#000" },
  red: { backgroundColor: "#b10e1c", color: "#fff" },
});

/** The same as a frame round the wall. */
export const useListFrames = makeStyles({
  none: { border: `${frameWidth} solid #f5f5f5` },
  green: { border: `${frameWidth} solid #1fa51f` },
  blue: { border: `${frameWidth} solid #2b88d8` },
  purple: { border: `${frameWidth} solid #8a5cc0` },
  orange: { border: `${frameWidth} solid #f7941d` },
  red: { border: `${frameWidth} solid #e5202f` },
});

import { makeStyles, tokens } from "@fluentui/react-components";

export const rowHeight = 88;

/**
 * The list's own width decides, not the window's: with the panel open the list is narrow in a wide window. The ranges must not
 * overlap, because the order of such rules is not kept.
 */
const wide = "@container feed (min-width: 1100px)";
const middling = "@container feed (min-width: 821px) and (max-width: 1099px)";
const medium = "@container feed (min-width: 601px) and (max-width: 820px)";
/** A phone, or the feed beside an open panel in a small window. */
const narrow = "@container feed (max-width: 600px)";

const highContrast = ':global([data-theme="high-contrast"])';

/** Where chips are only their shapes. */
const bareChips = { "& [data-chip-name]": { display: "none" }, "& [data-chip]": { border: "none", padding: "0 1px" } } as const;

export const useRowStyles = makeStyles({
  item: {
    position: "absolute",
    left: 0,
    top: 0,
    boxSizing: "border-box",
    display: "grid",
    gridTemplateColumns: "115px 212px minmax(0, 1fr) 64px minmax(0, 300px)",
    gridTemplateAreas: '"thumb plate words confidence chips"',
    alignItems: "center",
    columnGap: tokens.spacingHorizontalL,
    padding: `0 ${tokens.spacingHorizontalL}`,
    borderBottom: `1px solid ${tokens.colorNeutralStroke3}`,
    cursor: "pointer",
    backgroundColor: tokens.colorNeutralBackground1,
    ":hover": { backgroundColor: tokens.colorNeutralBackground1Hover },
    // That theme marks by a glaring colour on which the parts of a row could not be read: outlines mark instead.
    [highContrast]: {
      ":hover": {
        backgroundColor: tokens.colorNeutralBackground1,
        outline: `1px solid ${tokens.colorNeutralStroke1}`,
        outlineOffset: "-1px",
      },
    },
    [wide]: { gridTemplateColumns: "115px 212px minmax(0, 1fr) 64px minmax(0, 400px)" },
    [middling]: {
      gridTemplateColumns: "115px 190px minmax(0, 1fr) 56px minmax(0, 236px)",
      "& [data-chip]": { maxWidth: "114px" },
    },
    [medium]: {
      gridTemplateColumns: "115px 190px minmax(0, 1fr) 40px minmax(0, auto)",
      columnGap: tokens.spacingHorizontalM,
      ...bareChips,
    },
    [narrow]: {
      gridTemplateColumns: "100px minmax(0, 1fr) minmax(0, auto)",
      gridTemplateRows: "auto auto",
      // The plate has the whole line: it must never be cut, however many destinations there are.
      gridTemplateAreas: '"thumb plate plate" "thumb words chips"',
      alignContent: "center",
      padding: `0 ${tokens.spacingHorizontalM}`,
      columnGap: tokens.spacingHorizontalS,
      ...bareChips,
      rowGap: tokens.spacingVerticalXXS,
    },
  },
  fresh: {
    animationName: { from: { transform: "translateY(-12px)", opacity: 0 }, to: { transform: "none", opacity: 1 } },
    animationDuration: tokens.durationSlow,
    animationTimingFunction: tokens.curveDecelerateMid,
    "@media (prefers-reduced-motion: reduce)": { animationName: "none" },
  },
  selected: {
    backgroundColor: tokens.colorNeutralBackground1Selected,
    boxShadow: `inset 3px 0 0 ${tokens.colorCompoundBrandStroke}`,
    ":hover": { backgroundColor: tokens.colorNeutralBackground1Selected },
    [highContrast]: {
      backgroundColor: tokens.colorNeutralBackground1,
      outline: `2px solid ${tokens.colorNeutralBackground1Selected}`,
      outlineOffset: "-2px",
    },
    // Shadows vanish in a contrast theme of Windows; outlines do not.
    "@media (forced-colors: active)": { outline: "2px solid Highlight", outlineOffset: "-2px" },
  },
  active: { outline: `2px solid ${tokens.colorStrokeFocus2}`, outlineOffset: "-2px" },
  // Its children lie in the row's own grid.
  seen: { display: "contents" },
  thumb: { gridArea: "thumb", width: "100%" },
  plate: { gridArea: "plate", minWidth: 0, display: "flex", flexDirection: "column", alignItems: "flex-start", gap: "4px" },
  above: {
    display: "flex",
    alignItems: "center",
    gap: tokens.spacingHorizontalS,
    height: "26px",
    maxWidth: "100%",
    [narrow]: { display: "none" },
  },
  // "auto": the shape comes from the picture, and from its box before it is there.
  crop: { height: "26px", width: "auto", maxWidth: "130px" },
  region: {
    padding: "0 4px",
    borderRadius: tokens.borderRadiusSmall,
    border: `1px solid ${tokens.colorNeutralStroke1}`,
    color: tokens.colorNeutralForeground2,
    fontSize: tokens.fontSizeBase200,
    lineHeight: tokens.lineHeightBase200,
    whiteSpace: "nowrap",
  },
  words: { gridArea: "words", minWidth: 0, display: "flex", flexDirection: "column", gap: "4px" },
  story: {
    gridColumn: "plate-start / confidence-end",
    minWidth: 0,
    display: "flex",
    flexDirection: "column",
    gap: "4px",
    color: tokens.colorNeutralForeground1,
    [narrow]: { gridColumn: "plate-start / -1", gridRow: "1 / -1" },
  },
  line: {
    display: "flex",
    alignItems: "center",
    gap: tokens.spacingHorizontalS,
    minWidth: 0,
  },
  title: {
    fontWeight: tokens.fontWeightSemibold,
    display: "-webkit-box",
    WebkitLineClamp: "2",
    WebkitBoxOrient: "vertical",
    overflow: "hidden",
  },
  time: { fontVariantNumeric: "tabular-nums", fontWeight: tokens.fontWeightSemibold, whiteSpace: "nowrap" },
  cut: { overflow: "hidden", textOverflow: "ellipsis", whiteSpace: "nowrap", minWidth: 0 },
  // There is room for one line: time and camera.
  vehicle: { [narrow]: { display: "none" }, color: tokens.colorNeutralForeground2 },
  confidence: { gridArea: "confidence", minWidth: 0, [narrow]: { display: "none" } },
  chips: { gridArea: "chips", minWidth: 0 },
});

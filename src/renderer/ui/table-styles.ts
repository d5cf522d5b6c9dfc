import { makeStyles, tokens } from "@fluentui/react-components";

/** Narrower than this, a table keeps its first columns, and tells the others below a name. */
export const phone = "@media (max-width: 640px)";

/** A table whose rows lead to a page each: calm heads, the name as a link, figures at the right. */
export const useTableStyles = makeStyles({
  table: { tableLayout: "fixed", minWidth: 0 },
  head: { color: tokens.colorNeutralForeground3, fontSize: tokens.fontSizeBase200 },
  row: { cursor: "pointer", height: "48px" },
  number: { width: "80px", textAlign: "right", [phone]: { display: "none" } },
  figure: { display: "block", textAlign: "right", fontVariantNumeric: "tabular-nums" },
  headFigure: { "& .fui-TableHeaderCell__button": { justifyContent: "flex-end" } },
  words: { display: "flex", flexDirection: "column", minWidth: 0 },
  link: {
    color: tokens.colorNeutralForeground1,
    fontWeight: tokens.fontWeightSemibold,
    textDecorationLine: "none",
    overflowWrap: "anywhere",
    borderRadius: tokens.borderRadiusSmall,
    ":hover": { textDecorationLine: "underline" },
    ":focus-visible": { outline: `2px solid ${tokens.colorStrokeFocus2}`, outlineOffset: "2px" },
  },
  /** What the hidden columns say, on a phone. */
  folded: {
    display: "none",
    color: tokens.colorNeutralForeground2,
    fontSize: tokens.fontSizeBase200,
    lineHeight: tokens.lineHeightBase200,
    [phone]: { display: "block" },
  },
});

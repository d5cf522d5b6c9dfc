import { makeStyles, tokens } from "@fluentui/react-components";

const highContrast = ':global([data-theme="high-contrast"])';

export const useCardStyles = makeStyles({
  item: {
    position: "absolute",
    left: 0,
    top: 0,
    boxSizing: "border-box",
    overflow: "hidden",
    border: `1px solid ${tokens.colorNeutralStroke2}`,
    borderRadius: tokens.borderRadiusLarge,
    backgroundColor: tokens.colorNeutralBackground1,
    cursor: "pointer",
    ":hover": { backgroundColor: tokens.colorNeutralBackground1Hover },
    [highContrast]: {
      ":hover": {
        backgroundColor: tokens.colorNeutralBackground1,
        outline: `1px solid ${tokens.colorNeutralStroke1}`,
        outlineOffset: "-1px",
      },
    },
  },
  seen: { display: "flex", flexDirection: "column", height: "100%" },
  thumb: { flexShrink: 0, borderRadius: 0 },
  words: {
    flex: 1,
    minHeight: 0,
    minWidth: 0,
    display: "flex",
    flexDirection: "column",
    gap: tokens.spacingVerticalXS,
    padding: `${tokens.spacingVerticalS} ${tokens.spacingHorizontalM}`,
  },
  line: { display: "flex", alignItems: "center", gap: tokens.spacingHorizontalS, minWidth: 0 },
  plate: { minWidth: 0, flex: 1 },
  region: {
    flexShrink: 0,
    padding: "0 4px",
    borderRadius: tokens.borderRadiusSmall,
    border: `1px solid ${tokens.colorNeutralStroke1}`,
    color: tokens.colorNeutralForeground2,
    fontSize: tokens.fontSizeBase200,
    lineHeight: tokens.lineHeightBase200,
    whiteSpace: "nowrap",
  },
  time: { fontVariantNumeric: "tabular-nums", fontWeight: tokens.fontWeightSemibold, whiteSpace: "nowrap" },
  cut: { overflow: "hidden", textOverflow: "ellipsis", whiteSpace: "nowrap", minWidth: 0 },
  quiet: { color: tokens.colorNeutralForeground2 },
  // Two lines tell it; the panel tells the rest.
  title: {
    fontWeight: tokens.fontWeightSemibold,
    display: "-webkit-box",
    WebkitLineClamp: "3",
    WebkitBoxOrient: "vertical",
    overflow: "hidden",
  },
  // The last line, whatever stands above: the hit of a listed plate, else the vehicle; and the deliveries as shapes.
  foot: {
    marginTop: "auto",
    display: "flex",
    alignItems: "center",
    gap: tokens.spacingHorizontalS,
    minWidth: 0,
    minHeight: "22px",
  },
  about: { flex: 1, minWidth: 0 },
  chips: { flexShrink: 0, "& [data-chip-name]": { display: "none" }, "& [data-chip]": { border: "none", padding: 0 } },
});

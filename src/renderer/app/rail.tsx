import { makeStyles, mergeClasses, tokens } from "@fluentui/react-components";
import { useTranslation } from "react-i18next";
import { Link, useLocation } from "wouter";
import { places } from "./places.ts";
import { ShortcutsButton } from "./shortcuts/list-button.tsx";

// The ranges must not overlap, because the order of such rules is not kept.
const narrow = "@media (min-width: 601px) and (max-width: 900px)";
const phone = "@media (max-width: 600px)";

/** For screen readers only. */
const unseen = { position: "absolute", width: "1px", height: "1px", overflow: "hidden", clipPath: "inset(50%)" } as const;

const useStyles = makeStyles({
  rail: {
    flexShrink: 0,
    display: "flex",
    flexDirection: "column",
    gap: tokens.spacingVerticalXS,
    boxSizing: "border-box",
    // As wide as the language's words, within reason: none is broken where one more letter would have fitted.
    width: "max-content",
    minWidth: "96px",
    maxWidth: "120px",
    overflowY: "auto",
    scrollbarWidth: "none",
    padding: `${tokens.spacingVerticalS} ${tokens.spacingHorizontalXS}`,
    [narrow]: { width: "52px", minWidth: 0 },
    [phone]: {
      width: "100%",
      maxWidth: "none",
      flexDirection: "row",
      padding: tokens.spacingVerticalXS,
      borderTop: `1px solid ${tokens.colorNeutralStroke2}`,
    },
  },
  place: {
    position: "relative",
    display: "flex",
    flexDirection: "column",
    alignItems: "center",
    justifyContent: "center",
    gap: "2px",
    minHeight: "56px",
    borderRadius: tokens.borderRadiusMedium,
    color: tokens.colorNeutralForeground2,
    textDecorationLine: "none",
    padding: "0 2px",
    fontSize: tokens.fontSizeBase200,
    lineHeight: tokens.lineHeightBase200,
    ":hover": { backgroundColor: tokens.colorSubtleBackgroundHover, color: tokens.colorNeutralForeground2Hover },
    ":active": { backgroundColor: tokens.colorSubtleBackgroundPressed },
    ":focus-visible": { outline: `2px solid ${tokens.colorStrokeFocus2}`, outlineOffset: "-2px" },
    [narrow]: { minHeight: "44px" },
    [phone]: { flex: 1, minWidth: 0, minHeight: "48px" },
  },
  here: {
    backgroundColor: tokens.colorSubtleBackgroundSelected,
    color: tokens.colorNeutralForeground2Selected,
    fontWeight: tokens.fontWeightSemibold,
    "::before": {
      content: '""',
      position: "absolute",
      left: 0,
      top: "calc(50% - 10px)",
      height: "20px",
      width: "3px",
      borderRadius: tokens.borderRadiusCircular,
      backgroundColor: tokens.colorCompoundBrandBackground,
      forcedColorAdjust: "none",
      [phone]: { left: "calc(50% - 10px)", top: "auto", bottom: 0, width: "20px", height: "3px" },
    },
    "& svg": { color: tokens.colorNeutralForeground2BrandSelected },
    [phone]: { flexShrink: 0, flexGrow: 0, flexBasis: "auto", padding: `0 ${tokens.spacingHorizontalS}` },
  },
  // Two lines where the language's words are longer than a line.
  word: {
    maxWidth: "100%",
    textAlign: "center",
    hyphens: "auto",
    overflowWrap: "anywhere",
    // The room that the bold word will take, so that choosing a page moves nothing.
    "::after": {
      content: "attr(data-word)",
      display: "block",
      height: 0,
      overflow: "hidden",
      visibility: "hidden",
      fontWeight: tokens.fontWeightSemibold,
    },
    [narrow]: unseen,
  },
  // On a phone there is room for one word: where one is.
  elsewhere: { [phone]: unseen },
});

/** Where one can go: icon and word; only icons in a narrow window, a bar at the bottom on a phone. */
export function Rail() {
  const { t } = useTranslation("app");
  const styles = useStyles();
  const [location] = useLocation();
  return (
    <nav className={styles.rail} aria-label={t("rail.label")}>
      {places.map(({ to, name, icon: Icon, chosen: Chosen, here }) => {
        const isHere = here.test(location);
        return (
          <Link
            key={to}
            href={to}
            className={mergeClasses(styles.place, isHere && styles.here)}
            aria-current={isHere ? "page" : undefined}
            title={t(`rail.${name}`)}
          >
            {isHere ? <Chosen aria-hidden /> : <Icon aria-hidden />}
            <span className={mergeClasses(styles.word, !isHere && styles.elsewhere)} data-word={t(`rail.${name}`)}>
              {t(`rail.${name}`)}
            </span>
          </Link>
        );
      })}
      <ShortcutsButton />
    </nav>
  );
}

import { makeStyles, mergeClasses, tokens } from "@fluentui/react-components";
import { useTranslation } from "react-i18next";
import { Link } from "wouter";

/** The steps of the welcome, in order; the first has the address /welcome alone. */
export const welcomeSteps = ["receive", "destination", "cameras"] as const;
export type WelcomeStep = (typeof welcomeSteps)[number];

/** The address of a step. */
export function placeOfStep(step: WelcomeStep): string {
  return step === "receive" ? "/welcome" : `/welcome/${step}`;
}

const useStyles = makeStyles({
  list: {
    display: "flex",
    flexWrap: "wrap",
    gap: tokens.spacingHorizontalXS,
    margin: `0 calc(-1 * ${tokens.spacingHorizontalS})`,
    padding: 0,
    listStyleType: "none",
  },
  link: {
    display: "inline-flex",
    alignItems: "center",
    gap: tokens.spacingHorizontalS,
    minHeight: "32px",
    padding: `0 ${tokens.spacingHorizontalS}`,
    borderRadius: tokens.borderRadiusMedium,
    color: tokens.colorNeutralForeground2,
    textDecorationLine: "none",
    ":hover": { backgroundColor: tokens.colorSubtleBackgroundHover },
    ":focus-visible": { outline: `2px solid ${tokens.colorStrokeFocus2}`, outlineOffset: "-2px" },
  },
  here: { color: tokens.colorNeutralForeground1, fontWeight: tokens.fontWeightSemibold },
  number: {
    boxSizing: "border-box",
    width: "22px",
    height: "22px",
    borderRadius: tokens.borderRadiusCircular,
    border: `1px solid ${tokens.colorNeutralStrokeAccessible}`,
    display: "grid",
    placeItems: "center",
    fontSize: tokens.fontSizeBase200,
    fontVariantNumeric: "tabular-nums",
  },
  numberHere: {
    backgroundColor: tokens.colorBrandBackground,
    border: `1px solid ${tokens.colorBrandBackground}`,
    color: tokens.colorNeutralForegroundOnBrand,
    "@media (forced-colors: active)": { forcedColorAdjust: "none", backgroundColor: "Highlight", color: "HighlightText" },
  },
});

/** Where in the welcome one is; every step can be gone to. */
export function Steps({ step }: { step: WelcomeStep }) {
  const { t } = useTranslation("welcome");
  const styles = useStyles();
  return (
    <nav aria-label={t("steps")}>
      <ol className={styles.list}>
        {welcomeSteps.map((one, index) => (
          <li key={one}>
            <Link
              href={placeOfStep(one)}
              className={mergeClasses(styles.link, one === step && styles.here)}
              aria-current={one === step ? "step" : undefined}
            >
              <span className={mergeClasses(styles.number, one === step && styles.numberHere)}>{index + 1}</span>
              {t(`step.${one}`)}
            </Link>
          </li>
        ))}
      </ol>
    </nav>
  );
}

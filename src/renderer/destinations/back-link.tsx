import { makeStyles, tokens } from "@fluentui/react-components";
import { ChevronLeft16Regular } from "@fluentui/react-icons";
import { useTranslation } from "react-i18next";
import { Link } from "wouter";

const useStyles = makeStyles({
  link: {
    display: "inline-flex",
    alignItems: "center",
    gap: tokens.spacingHorizontalXS,
    minHeight: "24px",
    marginBottom: tokens.spacingVerticalS,
    color: tokens.colorNeutralForeground2,
    fontSize: tokens.fontSizeBase200,
    textDecorationLine: "none",
    borderRadius: tokens.borderRadiusSmall,
    ":hover": { color: tokens.colorNeutralForeground1, textDecorationLine: "underline" },
    ":focus-visible": { outline: `2px solid ${tokens.colorStrokeFocus2}`, outlineOffset: "2px" },
  },
});

/** The way back to the list. */
export function BackLink() {
  const { t } = useTranslation("destinations");
  const styles = useStyles();
  return (
    <Link href="/destinations" className={styles.link}>
      <ChevronLeft16Regular aria-hidden />
      {t("all")}
    </Link>
  );
}

import { makeStyles, tokens } from "@fluentui/react-components";
import { Fragment } from "react";
import { useTranslation } from "react-i18next";

const useStyles = makeStyles({
  keys: { display: "inline-flex", alignItems: "center", flexWrap: "wrap", gap: tokens.spacingHorizontalXS },
  cap: {
    display: "inline-block",
    boxSizing: "border-box",
    minWidth: "24px",
    padding: `0 ${tokens.spacingHorizontalSNudge}`,
    border: `1px solid ${tokens.colorNeutralStroke1}`,
    borderBottomWidth: "2px",
    borderRadius: tokens.borderRadiusMedium,
    backgroundColor: tokens.colorNeutralBackground3,
    color: tokens.colorNeutralForeground1,
    fontFamily: tokens.fontFamilyBase,
    fontSize: tokens.fontSizeBase200,
    lineHeight: "20px",
    textAlign: "center",
    whiteSpace: "nowrap",
  },
  between: { color: tokens.colorNeutralForeground2, fontSize: tokens.fontSizeBase200 },
});

/** "g l" as the keys one sees on the keyboard: [G] then [L]; "Ctrl+1" as [Ctrl] + [1]. */
export function KeyCaps({ keys }: { keys: string }) {
  const { t } = useTranslation("shortcuts");
  const styles = useStyles();
  const word = (key: string) => t(`key.${key}`, { defaultValue: key.length === 1 ? key.toUpperCase() : key });
  return (
    <span className={styles.keys}>
      {keys.split(" ").map((press, at) => (
        <Fragment key={press}>
          {at > 0 && <span className={styles.between}>{t("then")}</span>}
          {(press.length === 1 ? [press] : press.split("+")).map((key) => (
            <kbd key={key} className={styles.cap}>
              {word(key)}
            </kbd>
          ))}
        </Fragment>
      ))}
    </span>
  );
}

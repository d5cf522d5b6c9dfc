import { makeStyles, tokens } from "@fluentui/react-components";
import { useTranslation } from "react-i18next";
import { useFormats } from "../ui/use-formats.ts";

const useStyles = makeStyles({
  root: {
    display: "flex",
    flexDirection: "column",
    gap: tokens.spacingVerticalXS,
    width: "100%",
    color: tokens.colorNeutralForeground2,
    fontSize: tokens.fontSizeBase200,
    lineHeight: tokens.lineHeightBase200,
    fontVariantNumeric: "tabular-nums",
  },
  track: {
    height: "3px",
    width: "100%",
    borderRadius: tokens.borderRadiusCircular,
    backgroundColor: tokens.colorNeutralStroke2,
    overflow: "hidden",
  },
  bar: {
    display: "block",
    width: "100%",
    height: "3px",
    fill: tokens.colorNeutralForeground3,
    forcedColorAdjust: "none",
  },
});

/** How sure the recogniser is (0..1): the number, and a thin bar to compare rows at a glance. */
export function Confidence({ score }: { score: number | null }) {
  const { t } = useTranslation("feed");
  const formats = useFormats();
  const styles = useStyles();
  if (score === null) return null;
  const percent = formats.percent(score);
  return (
    <div className={styles.root} title={t("confidence", { percent })}>
      <span>{percent}</span>
      <span className={styles.track} aria-hidden>
        <svg className={styles.bar} viewBox="0 0 100 1" preserveAspectRatio="none" aria-hidden>
          <rect width={Math.max(0, Math.min(1, score)) * 100} height="1" />
        </svg>
      </span>
    </div>
  );
}

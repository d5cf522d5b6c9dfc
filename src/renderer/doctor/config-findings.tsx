import { makeStyles, tokens } from "@fluentui/react-components";
import { useTranslation } from "react-i18next";
import type { ConfigReport } from "../../shared/stream-config/check.ts";
import type { FindingLevel } from "../../shared/stream-config/finding.ts";
import { type ShapeName, StateShape } from "../ui/state-shape.tsx";

const shapes: Record<FindingLevel, ShapeName> = { error: "error", warning: "warning", note: "idle" };

const useStyles = makeStyles({
  verdict: {
    display: "flex",
    gap: tokens.spacingHorizontalS,
    margin: `${tokens.spacingVerticalXS} 0`,
    fontWeight: tokens.fontWeightSemibold,
  },
  shape: { marginTop: "2px" },
  list: {
    margin: 0,
    padding: 0,
    listStyleType: "none",
    border: `1px solid ${tokens.colorNeutralStroke2}`,
    borderRadius: tokens.borderRadiusLarge,
  },
  finding: {
    display: "grid",
    gridTemplateColumns: "16px 148px minmax(0, 1fr)",
    columnGap: tokens.spacingHorizontalM,
    padding: `${tokens.spacingVerticalS} ${tokens.spacingHorizontalL}`,
    overflowWrap: "anywhere",
    ":not(:first-child)": { borderTop: `1px solid ${tokens.colorNeutralStroke2}` },
    "@media (max-width: 640px)": { gridTemplateColumns: "16px minmax(0, 1fr)", paddingInline: tokens.spacingHorizontalM },
  },
  where: { color: tokens.colorNeutralForeground2, fontVariantNumeric: "tabular-nums" },
  text: { "@media (max-width: 640px)": { gridColumn: "2" } },
});

/** What the check of a config.ini found: the verdict, then line by line. */
export function ConfigFindings({ report }: { report: ConfigReport }) {
  const { t } = useTranslation("doctor");
  const styles = useStyles();
  const { findings, cameras } = report;
  const errors = findings.filter(({ level }) => level === "error").length;
  const warnings = findings.some(({ level }) => level === "warning");
  const verdict =
    errors > 0
      ? t("config.errors", { count: errors })
      : warnings
        ? t("config.warnings")
        : findings.length > 0
          ? t("config.notes")
          : t("config.good", { count: cameras });
  return (
    <>
      <p className={styles.verdict} data-testid="config-verdict">
        <StateShape state={errors > 0 ? "error" : warnings ? "warning" : "ok"} className={styles.shape} />
        {verdict}
      </p>
      {findings.length > 0 && (
        <ul className={styles.list} aria-label={t("config.found")}>
          {findings.map(({ code, level, line, values }, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a code may be found twice in a line, and findings have no other identity
            <li key={`${code}-${line}-${index}`} className={styles.finding} data-finding={code}>
              <StateShape state={shapes[level]} className={styles.shape} />
              <span className={styles.where}>
                {line === null ? t("config.whole") : t("config.line", { line })}, {t(`config.level.${level}`)}
              </span>
              <span className={styles.text}>{t(`config.finding.${code}`, values)}</span>
            </li>
          ))}
        </ul>
      )}
    </>
  );
}

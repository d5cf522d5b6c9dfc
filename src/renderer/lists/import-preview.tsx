import { makeStyles, tokens } from "@fluentui/react-components";
import { useTranslation } from "react-i18next";
import { useRecorded } from "../app/recorded.ts";
import { StateShape } from "../ui/state-shape.tsx";
import { useFormats } from "../ui/use-formats.ts";
import { Waiting } from "../ui/waiting.tsx";
import type { Preview } from "./use-import-preview.ts";

const useStyles = makeStyles({
  root: { display: "flex", flexDirection: "column", gap: tokens.spacingVerticalS },
  line: { display: "flex", alignItems: "center", gap: tokens.spacingHorizontalS },
  sum: { fontWeight: tokens.fontWeightSemibold },
  bad: {
    maxHeight: "180px",
    overflowY: "auto",
    border: `1px solid ${tokens.colorNeutralStroke2}`,
    borderRadius: tokens.borderRadiusMedium,
    ":focus-visible": { outline: `2px solid ${tokens.colorStrokeFocus2}` },
  },
  table: {
    width: "100%",
    borderCollapse: "collapse",
    fontSize: tokens.fontSizeBase200,
    lineHeight: tokens.lineHeightBase200,
    "& th": { textAlign: "start", color: tokens.colorNeutralForeground2, fontWeight: tokens.fontWeightRegular },
    "& th, & td": {
      padding: `${tokens.spacingVerticalXS} ${tokens.spacingHorizontalS}`,
      verticalAlign: "top",
      overflowWrap: "anywhere",
    },
    "& td": { borderTop: `1px solid ${tokens.colorNeutralStroke3}` },
  },
  text: { fontFamily: tokens.fontFamilyMonospace },
  number: { fontVariantNumeric: "tabular-nums", width: "44px" },
});

/** What an import would do, in numbers, and the lines that it could not use, with why. */
export function ImportPreview({ preview: { asking, result }, replace }: { preview: Preview; replace: boolean }) {
  const { t } = useTranslation("lists");
  const recorded = useRecorded();
  const styles = useStyles();
  const formats = useFormats();
  const words = (count: number) => ({ count, number: formats.number(count) });
  return (
    <div className={styles.root}>
      <div role="status">
        {asking && result === null && <Waiting size="tiny" labelPosition="after" label={t("import.looking")} />}
        {result !== null && (
          <>
            <div className={styles.sum} data-testid="import-sum">
              {formats.list([
                t("import.added", words(result.added)),
                t("import.updated", words(result.updated)),
                ...(replace ? [t("import.removed", words(result.removed))] : []),
              ])}
            </div>
            {result.badCount > 0 && (
              <div className={styles.line}>
                <StateShape state="warning" />
                {t("import.bad", words(result.badCount))}
              </div>
            )}
          </>
        )}
      </div>
      {result !== null && result.bad.length > 0 && (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable with the keyboard
        <section className={styles.bad} tabIndex={0} aria-label={t("import.badLabel")}>
          <table className={styles.table}>
            <thead>
              <tr>
                <th scope="col">{t("import.line")}</th>
                <th scope="col">{t("import.text")}</th>
                <th scope="col">{t("import.reason")}</th>
              </tr>
            </thead>
            <tbody>
              {result.bad.map((row) => (
                <tr key={row.line}>
                  <td className={styles.number}>{formats.number(row.line)}</td>
                  <td className={styles.text}>{row.text}</td>
                  <td>{recorded(row.reason)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      )}
      {result !== null && result.badCount > result.bad.length && result.bad.length > 0 && (
        <span>{t("import.moreBad", words(result.badCount - result.bad.length))}</span>
      )}
    </div>
  );
}

import { MessageBar, MessageBarBody, makeStyles, ProgressBar, tokens } from "@fluentui/react-components";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { ReplayPreview } from "../../../shared/replay.ts";
import { Time } from "../../ui/time.tsx";
import { useFormats } from "../../ui/use-formats.ts";
import type { Missing } from "./orders.ts";

const useStyles = makeStyles({
  panel: {
    display: "flex",
    flexDirection: "column",
    gap: tokens.spacingVerticalS,
    alignSelf: "start",
    minHeight: "240px",
    boxSizing: "border-box",
    padding: `${tokens.spacingVerticalM} ${tokens.spacingHorizontalL}`,
    border: `1px solid ${tokens.colorNeutralStroke2}`,
    borderRadius: tokens.borderRadiusLarge,
    backgroundColor: tokens.colorNeutralBackground2,
  },
  words: { display: "flex", flexDirection: "column", gap: tokens.spacingVerticalS },
  title: { margin: 0, fontSize: tokens.fontSizeBase300, fontWeight: tokens.fontWeightSemibold },
  number: {
    fontSize: tokens.fontSizeHero700,
    lineHeight: tokens.lineHeightHero700,
    fontWeight: tokens.fontWeightSemibold,
    fontVariantNumeric: "tabular-nums",
  },
  quiet: { color: tokens.colorNeutralForeground2 },
  facts: { display: "grid", gridTemplateColumns: "auto minmax(0, 1fr)", columnGap: tokens.spacingHorizontalM, margin: 0 },
  term: { color: tokens.colorNeutralForeground2 },
  fact: { margin: 0, fontVariantNumeric: "tabular-nums" },
  reasons: { margin: 0, paddingLeft: tokens.spacingHorizontalL, color: tokens.colorNeutralForeground2 },
  progress: { minHeight: "4px" },
});

/** What the replay would do, before it is done. */
export function PreviewPanel({
  name,
  preview,
  problem,
  missing,
  children,
}: {
  name: string;
  preview: ReplayPreview | null;
  problem: string | null;
  missing: Missing | null;
  /** What one does about it. */
  children: ReactNode;
}) {
  const { t } = useTranslation("replay");
  const formats = useFormats();
  const styles = useStyles();
  const words = (count: number) => ({ count, number: formats.number(count) });
  return (
    <section className={styles.panel} aria-label={t("preview.title")}>
      <h2 className={styles.title}>{t("preview.title")}</h2>
      <div className={styles.words} aria-live="polite" aria-busy={preview?.done === false}>
        {missing !== null && <span className={styles.quiet}>{t(`missing.${missing}`)}</span>}
        {problem !== null && (
          <MessageBar intent="error" layout="multiline">
            <MessageBarBody>{problem === "" ? t("noAnswer") : problem}</MessageBarBody>
          </MessageBar>
        )}
        {missing === null && problem === null && preview === null && <span className={styles.quiet}>{t("preview.asking")}</span>}
        {missing === null && preview !== null && (
          <>
            <div>
              <div className={styles.number} data-testid="replay-count">
                {formats.number(preview.deliveries)}
              </div>
              {t("preview.deliveries", { ...words(preview.deliveries), name })}
            </div>
            <div className={styles.progress}>
              {!preview.done && (
                <ProgressBar
                  value={preview.total === 0 ? 0 : preview.looked / preview.total}
                  aria-label={t("preview.looked", { share: formats.percent(preview.looked / Math.max(1, preview.total)) })}
                />
              )}
            </div>
            <dl className={styles.facts}>
              {preview.oldestAt !== null && preview.newestAt !== null && (
                <>
                  <dt className={styles.term}>{t("preview.oldest")}</dt>
                  <dd className={styles.fact}>
                    <Time at={preview.oldestAt} />
                  </dd>
                  <dt className={styles.term}>{t("preview.newest")}</dt>
                  <dd className={styles.fact}>
                    <Time at={preview.newestAt} />
                  </dd>
                </>
              )}
              {preview.deliveries > 0 && (
                <>
                  <dt className={styles.term}>{t("preview.takes")}</dt>
                  <dd className={styles.fact}>
                    {preview.takesMs === null
                      ? t("preview.takesUnknown")
                      : t("preview.takesAbout", { time: formats.duration(preview.takesMs) })}
                  </dd>
                </>
              )}
            </dl>
            {preview.duplicates > 0 && (
              <MessageBar intent="warning" layout="multiline">
                <MessageBarBody>{t("preview.duplicates", { ...words(preview.duplicates), name })}</MessageBarBody>
              </MessageBar>
            )}
            {preview.acts && preview.deliveries > 0 && (
              <MessageBar intent="warning" layout="multiline">
                <MessageBarBody>{t("preview.acts", { name })}</MessageBarBody>
              </MessageBar>
            )}
            {preview.keptBack > 0 && (
              <div>
                {t("preview.keptBack", words(preview.keptBack))}
                <ul className={styles.reasons}>
                  {preview.reasons.map(({ reason, count }) => (
                    <li key={reason}>{t("preview.reason", { number: formats.number(count), reason })}</li>
                  ))}
                </ul>
              </div>
            )}
            {preview.done && preview.deliveries === 0 && <span className={styles.quiet}>{t("preview.nothing")}</span>}
          </>
        )}
      </div>
      {children}
    </section>
  );
}

import { makeStyles, ProgressBar, tokens } from "@fluentui/react-components";
import { useTranslation } from "react-i18next";
import type { ExportProgress } from "../../shared/export.ts";
import { useFormats } from "../ui/use-formats.ts";

const useStyles = makeStyles({
  root: { display: "flex", flexDirection: "column", gap: tokens.spacingVerticalS },
  words: { margin: 0 },
});

/** How far an export is, in rows and bytes; `images`: it holds those, too. */
export function ExportState({ progress, images }: { progress: ExportProgress; images: boolean }) {
  const { t } = useTranslation("exports");
  const styles = useStyles();
  const formats = useFormats();
  const { state, rows, total } = progress;
  const words = {
    count: rows,
    rows: formats.number(rows),
    images: formats.number(progress.images),
    size: formats.bytes(progress.bytes),
    total: total === null ? "" : formats.number(total.reads),
  };
  const of = total === null ? "unknown" : total.exact ? "of" : "ofMore";
  const runs = state === "waiting" || state === "running";
  const share = total?.exact && !images ? rows / Math.max(1, total.reads) : undefined;
  return (
    <div className={styles.root} data-testid="export-state" data-state={state}>
      <p className={styles.words} role="status">
        {t(`state.${state}`)}
      </p>
      {runs && <ProgressBar {...(share === undefined ? {} : { value: share })} aria-label={t("progress")} />}
      <p className={styles.words}>
        {runs ? t(`rows.${of}`, words) : t("rows.unknown", words)}
        {images && ` ${t("withImages", words)}`} {t("bytes", words)}
      </p>
    </div>
  );
}

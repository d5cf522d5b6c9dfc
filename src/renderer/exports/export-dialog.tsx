import { Button, Checkbox, Field, makeStyles, Radio, RadioGroup } from "@fluentui/react-components";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { type ExportFormat, exportFormats } from "../../shared/export.ts";
import type { HistoryFilter } from "../../shared/history-filter.ts";
import { DialogFrame } from "../ui/dialog-frame.tsx";
import { ErrorBar } from "../ui/error-bar.tsx";
import { refusalText } from "../ui/load-problem.tsx";
import { ExportState } from "./export-state.tsx";
import { useExport } from "./use-export.ts";

const useStyles = makeStyles({
  what: { margin: 0 },
});

/** Which form, then how far it is. Closing the dialog leaves the download alone; Cancel ends it. */
export function ExportDialog({ filter, what, onClose }: { filter: HistoryFilter; what: string; onClose: () => void }) {
  const { t } = useTranslation("exports");
  const { t: ui } = useTranslation("ui");
  const styles = useStyles();
  const [format, setFormat] = useState<ExportFormat>("csv");
  const [excel, setExcel] = useState(true);
  const { progress, starting, error, start, cancel, again } = useExport();
  const runs = progress !== null && (progress.state === "waiting" || progress.state === "running");
  return (
    <DialogFrame
      title={t("title")}
      onClose={onClose}
      actions={
        <>
          {runs && <Button onClick={cancel}>{t("cancel")}</Button>}
          {progress !== null && !runs && <Button onClick={again}>{t("again")}</Button>}
          <Button onClick={onClose}>{t(progress === null ? "back" : "close")}</Button>
          {progress === null && (
            <Button
              appearance="primary"
              disabledFocusable={starting}
              onClick={() => start(filter, format, excel && format !== "jsonl")}
            >
              {t("start")}
            </Button>
          )}
        </>
      }
    >
      <p className={styles.what}>{what}</p>
      {progress === null ? (
        <>
          <Field label={t("format")}>
            <RadioGroup
              value={format}
              onChange={(_, { value }) => setFormat(exportFormats.find((one) => one === value) ?? "csv")}
            >
              {exportFormats.map((one) => (
                <Radio key={one} value={one} label={t(`formats.${one}`)} />
              ))}
            </RadioGroup>
          </Field>
          {format !== "jsonl" && (
            <Checkbox checked={excel} label={t("excel")} onChange={(_, { checked }) => setExcel(checked === true)} />
          )}
        </>
      ) : (
        <ExportState progress={progress} images={format === "zip"} />
      )}
      <ErrorBar text={error === null ? null : (refusalText(error) ?? ui("noAnswer"))} />
    </DialogFrame>
  );
}

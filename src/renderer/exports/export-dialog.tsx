import {
  Button,
  Checkbox,
  Dialog,
  DialogActions,
  DialogBody,
  DialogContent,
  DialogSurface,
  DialogTitle,
  Field,
  MessageBar,
  MessageBarBody,
  makeStyles,
  Radio,
  RadioGroup,
  tokens,
} from "@fluentui/react-components";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { type ExportFormat, exportFormats } from "../../shared/export.ts";
import type { HistoryFilter } from "../../shared/history-filter.ts";
import { refusalText } from "../ui/load-problem.tsx";
import { ExportState } from "./export-state.tsx";
import { useExport } from "./use-export.ts";

const useStyles = makeStyles({
  content: { display: "flex", flexDirection: "column", gap: tokens.spacingVerticalM },
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
    <Dialog open modalType="modal" onOpenChange={(_, data) => !data.open && onClose()}>
      <DialogSurface>
        <DialogBody>
          <DialogTitle>{t("title")}</DialogTitle>
          <DialogContent className={styles.content}>
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
            {error !== null && (
              <MessageBar intent="error" layout="multiline">
                <MessageBarBody>{refusalText(error) ?? ui("noAnswer")}</MessageBarBody>
              </MessageBar>
            )}
          </DialogContent>
          <DialogActions>
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
          </DialogActions>
        </DialogBody>
      </DialogSurface>
    </Dialog>
  );
}

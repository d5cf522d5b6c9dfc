import { Button, Tooltip } from "@fluentui/react-components";
import { ArrowDownload20Regular } from "@fluentui/react-icons";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { HistoryFilter } from "../../shared/history-filter.ts";
import { ExportDialog } from "./export-dialog.tsx";

/** Takes away what a filter shows. `what` says it in words, e.g. "All reads of camera Gate". */
export function ExportButton({ filter, what }: { filter: HistoryFilter; what: string }) {
  const { t } = useTranslation("exports");
  const [open, setOpen] = useState(false);
  return (
    <>
      <Tooltip content={t("button")} relationship="label" withArrow>
        <Button size="small" appearance="subtle" icon={<ArrowDownload20Regular />} onClick={() => setOpen(true)} />
      </Tooltip>
      {open && <ExportDialog filter={filter} what={what} onClose={() => setOpen(false)} />}
    </>
  );
}

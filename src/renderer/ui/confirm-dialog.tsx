import { Button } from "@fluentui/react-components";
import { useTranslation } from "react-i18next";
import { DialogFrame } from "./dialog-frame.tsx";

/** Asks before something that cannot be taken back; `text` says what will be lost, `confirm` names the act ("Cancel 38 deliveries"). */
export function ConfirmDialog({
  open,
  title,
  text,
  confirm,
  onConfirm,
  onClose,
}: {
  open: boolean;
  title: string;
  text: string;
  confirm: string;
  onConfirm: () => void;
  onClose: () => void;
}) {
  const { t } = useTranslation("ui");
  // Even a closed dialog puts focus traps into the page.
  if (!open) return null;
  return (
    <DialogFrame
      alert
      title={title}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{t("keep")}</Button>
          <Button
            appearance="primary"
            onClick={() => {
              onConfirm();
              onClose();
            }}
          >
            {confirm}
          </Button>
        </>
      }
    >
      {text}
    </DialogFrame>
  );
}

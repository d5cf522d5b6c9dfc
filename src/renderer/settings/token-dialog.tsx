import {
  Button,
  Dialog,
  DialogActions,
  DialogBody,
  DialogContent,
  DialogSurface,
  DialogTitle,
  makeStyles,
  tokens,
} from "@fluentui/react-components";
import { useTranslation } from "react-i18next";
import { CopyField } from "../ui/copy-field.tsx";

const useStyles = makeStyles({
  // Wide enough for the line in one piece.
  surface: { maxWidth: "820px" },
  content: { display: "flex", flexDirection: "column", gap: tokens.spacingVerticalS },
  text: { margin: 0 },
});

/**
 * A new token, shown this once: only its hash is kept. Closes by its button alone, so that a stray click does not lose it. The
 * second line is what Stream's config.ini wants under [[a webhook]].
 */
export function TokenDialog({ name, token, onClose }: { name: string; token: string; onClose: () => void }) {
  const { t } = useTranslation("settings");
  const styles = useStyles();
  return (
    <Dialog open modalType="alert">
      <DialogSurface className={styles.surface}>
        <DialogBody>
          <DialogTitle>{t("token.title", { name })}</DialogTitle>
          <DialogContent className={styles.content}>
            <p className={styles.text}>{t("token.once")}</p>
            <CopyField text={token} label={t("token.token")} />
            <p className={styles.text}>{t("token.config")}</p>
            <CopyField text={`header = Authorization: Token ${token}`} label={t("token.line")} />
          </DialogContent>
          <DialogActions>
            <Button appearance="primary" onClick={onClose}>
              {t("token.done")}
            </Button>
          </DialogActions>
        </DialogBody>
      </DialogSurface>
    </Dialog>
  );
}

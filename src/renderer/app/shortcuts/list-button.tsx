import { Button, makeStyles } from "@fluentui/react-components";
import { Keyboard20Regular } from "@fluentui/react-icons";
import { useCallback, useState } from "react";
import { useTranslation } from "react-i18next";
import { ShortcutsDialog } from "./dialog.tsx";
import { useGeneralShortcuts } from "./use-general-shortcuts.ts";

const useStyles = makeStyles({
  // A phone has no keys; where one is attached, "?" still opens the list.
  button: { marginTop: "auto", alignSelf: "center", "@media (max-width: 600px)": { display: "none" } },
});

/** Opens the list of shortcuts, by click or by "?"; holds the keys that work everywhere. */
export function ShortcutsButton() {
  const { t } = useTranslation("shortcuts");
  const styles = useStyles();
  const [open, setOpen] = useState(false);
  useGeneralShortcuts(useCallback(() => setOpen(true), []));
  return (
    <>
      <Button
        className={styles.button}
        appearance="subtle"
        icon={<Keyboard20Regular />}
        aria-label={t("title")}
        title={t("hint")}
        onClick={() => setOpen(true)}
      />
      {open && <ShortcutsDialog onClose={() => setOpen(false)} />}
    </>
  );
}

import { Button, makeStyles, tokens } from "@fluentui/react-components";
import { useTranslation } from "react-i18next";
import type { UpdateOffer } from "../../shared/updates.ts";
import { SettingGroup } from "../form/setting-row.tsx";
import { useFormats } from "../ui/use-formats.ts";

const useStyles = makeStyles({
  part: { display: "flex", flexDirection: "column", gap: tokens.spacingVerticalM, padding: tokens.spacingHorizontalL },
  // As it was written: notes are text from outside, and are never taken for anything else.
  notes: { margin: 0, whiteSpace: "pre-wrap", overflowWrap: "anywhere", maxHeight: "40vh", overflowY: "auto" },
  line: { display: "flex", flexWrap: "wrap", alignItems: "center", gap: tokens.spacingHorizontalM },
  quiet: { color: tokens.colorNeutralForeground2, fontSize: tokens.fontSizeBase200 },
});

/** A version that can be had: what is new in it, and the button that takes it. */
export function UpdateOfferPart({ offer, busy, onTake }: { offer: UpdateOffer; busy: boolean; onTake: () => void }) {
  const { t } = useTranslation("settings");
  const styles = useStyles();
  const formats = useFormats();
  const { version, notes, bytes } = offer;
  const title = t("updates.notes.title", { version });
  return (
    <SettingGroup title={title}>
      <div className={styles.part}>
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: long notes scroll, and the keyboard must be able to. */}
        <section className={styles.notes} tabIndex={0} aria-label={title}>
          {notes ?? t("updates.notes.none")}
        </section>
        <div className={styles.line}>
          <Button appearance="primary" disabledFocusable={busy} onClick={onTake}>
            {t("updates.take", { version })}
          </Button>
          <span className={styles.quiet}>{t("updates.size", { size: formats.bytes(bytes) })}</span>
        </div>
      </div>
    </SettingGroup>
  );
}

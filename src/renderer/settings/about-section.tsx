import { makeStyles, tokens } from "@fluentui/react-components";
import { useTranslation } from "react-i18next";
import type { SettingsView } from "../../main/console/backend.ts";
import { useStatus } from "../app/live-context.tsx";
import { SettingGroup, SettingRow } from "../form/setting-row.tsx";
import { CopyField } from "../ui/copy-field.tsx";
import { Time } from "../ui/time.tsx";
import { RecoveryRows } from "./recovery-rows.tsx";

const useStyles = makeStyles({ sections: { display: "flex", flexDirection: "column", gap: tokens.spacingVerticalL } });

/** What runs, since when, and where it keeps its data. */
export function AboutSection({ settings }: { settings: SettingsView }) {
  const { t } = useTranslation("settings");
  const styles = useStyles();
  const status = useStatus();
  return (
    <div className={styles.sections}>
      <RecoveryRows />
      <SettingGroup title={t("about.title")}>
        <SettingRow title={t("about.version")} layout="fact">
          {({ labelId }) => <output aria-labelledby={labelId}>{status?.version ?? "–"}</output>}
        </SettingRow>
        <SettingRow title={t("about.running")} layout="fact">
          {() => (status === null ? "–" : <Time at={status.startedAt} precision="minute" />)}
        </SettingRow>
        <SettingRow title={t("about.dataDir.title")} help={t("about.dataDir.help")} layout="stacked">
          {() => <CopyField text={settings.dataDir} label={t("about.dataDir.title")} />}
        </SettingRow>
      </SettingGroup>
    </div>
  );
}

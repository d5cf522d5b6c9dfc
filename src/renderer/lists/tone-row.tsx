import { Button, Dropdown, makeStyles, Option, tokens } from "@fluentui/react-components";
import { Speaker220Regular } from "@fluentui/react-icons";
import { useTranslation } from "react-i18next";
import { type ListTone, listTones } from "../../shared/plate-words.ts";
import { usePlay } from "../app/list-sound.ts";
import { SettingRow } from "../form/setting-row.tsx";

const useStyles = makeStyles({
  control: { display: "flex", gap: tokens.spacingHorizontalS },
  choice: { flex: 1, minWidth: 0 },
  listen: { flexShrink: 0 },
});

/** Which sound a sighting makes, and a button to hear it. */
export function ToneRow({
  tone,
  problem,
  onChange,
}: {
  tone: ListTone;
  problem: string | undefined;
  onChange: (tone: ListTone) => void;
}) {
  const { t } = useTranslation("lists");
  const styles = useStyles();
  const play = usePlay();
  return (
    <SettingRow title={t("tone.title")} help={t("tone.help")} problem={problem}>
      {({ labelId, ...aria }) => (
        <div className={styles.control}>
          <Dropdown
            {...aria}
            aria-labelledby={labelId}
            className={styles.choice}
            selectedOptions={[tone]}
            value={t(`tone.${tone}`)}
            onOptionSelect={(_, data) => onChange(listTones.find((one) => one === data.optionValue) ?? "chime")}
          >
            {listTones.map((one) => (
              <Option key={one} value={one} text={t(`tone.${one}`)}>
                {t(`tone.${one}`)}
              </Option>
            ))}
          </Dropdown>
          <Button className={styles.listen} icon={<Speaker220Regular />} onClick={() => play(tone)}>
            {t("tone.play")}
          </Button>
        </div>
      )}
    </SettingRow>
  );
}

import { Dropdown, Input, makeStyles, Option, Switch, tokens } from "@fluentui/react-components";
import { useTranslation } from "react-i18next";
import { listColors } from "../../shared/plate-words.ts";
import { SettingGroup, SettingRow } from "../form/setting-row.tsx";
import type { Section } from "../form/use-section.ts";
import { ListMark } from "../ui/list-mark.tsx";
import type { ListState } from "./list-form.ts";
import { SyncRows } from "./sync-rows.tsx";
import { ToneRow } from "./tone-row.tsx";

const useStyles = makeStyles({
  groups: { display: "flex", flexDirection: "column", gap: tokens.spacingVerticalL },
  full: { width: "100%", minWidth: 0 },
  color: { display: "flex", alignItems: "center", gap: tokens.spacingHorizontalS },
});

/** The rows of a list's settings: what it is called, how it stands out, what a sighting does, where its plates come from. */
export function ListRows({ section, entries }: { section: Section<ListState>; entries: number }) {
  const { t } = useTranslation("lists");
  const styles = useStyles();
  const { state, problems, change } = section;
  const color = (one: (typeof listColors)[number]) => (
    <span className={styles.color}>
      <ListMark color={one} />
      {t(`color.${one}`)}
    </span>
  );
  const toggle = (key: "notify" | "sound") => (
    <SettingRow title={t(`${key}.title`)} help={t(`${key}.help`)} problem={problems[key]} layout="small">
      {({ labelId: _, ...aria }) => (
        <Switch {...aria} checked={state[key]} onChange={(_change, data) => change({ [key]: data.checked })} />
      )}
    </SettingRow>
  );
  return (
    <div className={styles.groups}>
      <SettingGroup>
        <SettingRow title={t("name.title")} help={t("name.help")} problem={problems.name} required>
          {({ labelId: _, ...aria }) => (
            <Input
              {...aria}
              className={styles.full}
              autoComplete="off"
              maxLength={60}
              value={state.name}
              onChange={(_change, data) => change({ name: data.value })}
            />
          )}
        </SettingRow>
        <SettingRow title={t("color.title")} help={t("color.help")} problem={problems.color}>
          {({ labelId, ...aria }) => (
            <Dropdown
              {...aria}
              aria-labelledby={labelId}
              className={styles.full}
              selectedOptions={[state.color]}
              value={t(`color.${state.color}`)}
              button={{ children: color(state.color) }}
              onOptionSelect={(_, data) => change({ color: listColors.find((one) => one === data.optionValue) ?? "none" })}
            >
              {listColors.map((one) => (
                <Option key={one} value={one} text={t(`color.${one}`)}>
                  {color(one)}
                </Option>
              ))}
            </Dropdown>
          )}
        </SettingRow>
        {toggle("notify")}
        {toggle("sound")}
        {state.sound && <ToneRow tone={state.tone} problem={problems.tone} onChange={(tone) => change({ tone })} />}
      </SettingGroup>
      <SyncRows section={section} entries={entries} />
    </div>
  );
}

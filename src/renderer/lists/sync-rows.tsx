import { MessageBar, MessageBarBody, makeStyles, Radio, RadioGroup, tokens } from "@fluentui/react-components";
import { useTranslation } from "react-i18next";
import { SecretInput } from "../form/secret-input.tsx";
import { SettingGroup, SettingRow } from "../form/setting-row.tsx";
import type { Section } from "../form/use-section.ts";
import { TextRow } from "../ui/text-row.tsx";
import type { ListState } from "./list-form.ts";

const useStyles = makeStyles({ lost: { margin: `0 ${tokens.spacingHorizontalL} ${tokens.spacingVerticalS}` } });

/** Where the plates come from: kept here, or fetched from ParkPow by a tag. */
export function SyncRows({ section, entries }: { section: Section<ListState>; entries: number }) {
  const { t } = useTranslation("lists");
  const styles = useStyles();
  const { state, problems, change } = section;
  // The plates of a list that is not synced yet were entered by hand: a sync takes their place.
  const loses = state.synced && !state.token.stored && entries > 0;
  return (
    <SettingGroup title={t("sync.title")}>
      <SettingRow title={t("sync.kind.title")} problem={problems.sync}>
        {({ labelId, "aria-describedby": described }) => (
          <RadioGroup
            aria-labelledby={labelId}
            aria-describedby={described}
            value={state.synced ? "parkpow" : "hand"}
            onChange={(_, data) => change({ synced: data.value === "parkpow" })}
          >
            <Radio value="hand" label={t("sync.kind.hand")} />
            <Radio value="parkpow" label={t("sync.kind.parkpow")} />
          </RadioGroup>
        )}
      </SettingRow>
      {loses && (
        <MessageBar intent="warning" layout="multiline" className={styles.lost}>
          <MessageBarBody>{t("sync.loses", { count: entries })}</MessageBarBody>
        </MessageBar>
      )}
      {state.synced && (
        <TextRow
          title={t("sync.tag.title")}
          help={t("sync.tag.help")}
          value={state.tag}
          required
          problem={problems["sync.tag"]}
          onChange={(tag) => change({ tag })}
        />
      )}
      {state.synced && (
        <SettingRow title={t("sync.token.title")} help={t("sync.token.help")} problem={problems["sync.token"]} required>
          {({ labelId: _, ...aria }) => (
            <SecretInput
              {...aria}
              name={t("sync.token.title")}
              value={state.token}
              removable={false}
              onChange={(token) => change({ token })}
            />
          )}
        </SettingRow>
      )}
      {state.synced && (
        <TextRow
          title={t("sync.url.title")}
          help={t("sync.url.help")}
          value={state.url}
          required
          problem={problems["sync.url"]}
          onChange={(url) => change({ url })}
        />
      )}
    </SettingGroup>
  );
}

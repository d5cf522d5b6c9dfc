import { Dropdown, makeStyles, Option } from "@fluentui/react-components";
import { useMutation } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import type { SettingsView } from "../../main/console/backend.ts";
import { type Language, languageOf, languages, systemLanguage } from "../../shared/languages.ts";
import type { AppearanceSettings } from "../../shared/settings.ts";
import { useTRPC } from "../app/trpc.ts";
import { refusalOf } from "../form/refusal.ts";
import { SettingGroup, SettingRow } from "../form/setting-row.tsx";
import { useSay } from "../ui/say.tsx";
import { useTakeSettings } from "./use-save-settings.ts";

const themes = ["system", "light", "dark", "high-contrast"] as const;

/** What the language calls itself: "Español", "Português (Brasil)". */
function ownName(language: Language): string {
  const name = new Intl.DisplayNames([language], { type: "language" }).of(language) ?? language;
  return name.charAt(0).toLocaleUpperCase(language) + name.slice(1);
}

const useStyles = makeStyles({ full: { width: "100%", minWidth: 0 } });

/** Theme and language; a choice is saved at once, because it is seen at once. */
export function AppearanceSection({ settings }: { settings: SettingsView }) {
  const { t, i18n } = useTranslation("settings");
  const styles = useStyles();
  const say = useSay();
  const trpc = useTRPC();
  const take = useTakeSettings();
  const save = useMutation(
    trpc.saveAppearance.mutationOptions({
      onSuccess(next) {
        take(next);
        say.done(t("appearance.saved"));
      },
      onError: (error) => say.failed(refusalOf(error)?.message ?? t("noAnswer")),
    }),
  );
  const { appearance } = settings;
  const change = (part: Partial<AppearanceSettings>) => save.mutate({ ...appearance, ...part });
  const languageName = (language: string) =>
    language === systemLanguage ? t("appearance.languageSystem") : ownName(languageOf(language, []));
  return (
    <SettingGroup title={t("appearance.title")}>
      <SettingRow title={t("appearance.theme.title")} help={t("appearance.theme.help")}>
        {({ labelId, ...aria }) => (
          <Dropdown
            {...aria}
            aria-labelledby={labelId}
            className={styles.full}
            selectedOptions={[appearance.theme]}
            value={t(`appearance.themes.${appearance.theme}`)}
            onOptionSelect={(_, data) => change({ theme: themes.find((theme) => theme === data.optionValue) ?? "system" })}
          >
            {themes.map((theme) => (
              <Option key={theme} value={theme}>
                {t(`appearance.themes.${theme}`)}
              </Option>
            ))}
          </Dropdown>
        )}
      </SettingRow>
      <SettingRow title={t("appearance.language.title")} help={t("appearance.language.help")}>
        {({ labelId, ...aria }) => (
          <Dropdown
            {...aria}
            aria-labelledby={labelId}
            className={styles.full}
            selectedOptions={[appearance.language]}
            value={languageName(appearance.language)}
            onOptionSelect={(_, data) => data.optionValue !== undefined && change({ language: data.optionValue })}
          >
            {[systemLanguage, ...languages].map((language) => (
              <Option key={language} value={language} lang={language === systemLanguage ? i18n.language : language}>
                {languageName(language)}
              </Option>
            ))}
          </Dropdown>
        )}
      </SettingRow>
    </SettingGroup>
  );
}

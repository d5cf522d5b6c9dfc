import {
  FluentProvider,
  makeStyles,
  type Theme,
  teamsHighContrastTheme,
  tokens,
  webDarkTheme,
  webLightTheme,
} from "@fluentui/react-components";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { type ReactNode, useEffect } from "react";
import type { AppearanceSettings } from "../../shared/settings.ts";
import { useMedia } from "../ui/use-media.ts";
import { speak } from "./i18n.ts";
import { useLive } from "./live-context.tsx";
import { type ShownTheme, ShownThemeContext } from "./shown-theme.ts";
import { useTRPC } from "./trpc.ts";

const windowsFont = '"Segoe UI Variable Text", "Segoe UI", system-ui, "Helvetica Neue", "Noto Sans", sans-serif';
const withFont = (theme: Theme): Theme => ({ ...theme, fontFamilyBase: windowsFont });
const themes: Record<ShownTheme, Theme> = {
  light: withFont(webLightTheme),
  dark: withFont(webDarkTheme),
  "high-contrast": withFont(teamsHighContrastTheme),
};

const rememberedKey = "plate-courier.theme";
type Choice = AppearanceSettings["theme"];

/** The last theme, so that the window does not flash in another one while the settings are on their way. */
function remembered(): Choice {
  const value = localStorage.getItem(rememberedKey);
  return value === "light" || value === "dark" || value === "high-contrast" ? value : "system";
}

const useStyles = makeStyles({
  root: {
    height: "100%",
    backgroundColor: tokens.colorNeutralBackground2,
  },
});

/** Light, dark or high contrast, as the settings say; "system" follows Windows and its contrast themes. */
export function ConsoleTheme({ signedIn, children }: { signedIn: boolean; children: ReactNode }) {
  const trpc = useTRPC();
  const styles = useStyles();
  const queries = useQueryClient();
  const { data } = useQuery(trpc.settings.queryOptions(undefined, { enabled: signedIn }));
  // As text: a status comes twice a second, and must not draw everything again.
  const told = useLive(({ status }) => JSON.stringify(status?.appearance));
  const known = JSON.stringify(data?.appearance);
  const choice = data?.appearance.theme ?? remembered();
  const language = data?.appearance.language ?? null;
  const systemDark = useMedia("(prefers-color-scheme: dark)");
  const shown: ShownTheme = choice === "system" ? (systemDark ? "dark" : "light") : choice;

  // Chosen in another window: the settings are read again, as a choice made here may be newer than what the core told.
  useEffect(() => {
    if (told !== undefined && known !== undefined && told !== known)
      void queries.invalidateQueries({ queryKey: trpc.settings.queryKey() });
  }, [told, known, queries, trpc]);
  useEffect(() => localStorage.setItem(rememberedKey, choice), [choice]);
  useEffect(() => speak(language), [language]);
  useEffect(() => {
    // Scroll bars and form controls of the browser itself.
    document.documentElement.style.colorScheme = shown === "light" ? "light" : "dark";
  }, [shown]);

  return (
    <FluentProvider theme={themes[shown]} data-theme={shown}>
      {/* Not on the provider: its classes are repeated on every portal, which would then cover the window. */}
      <ShownThemeContext value={shown}>
        <div className={styles.root}>{children}</div>
      </ShownThemeContext>
    </FluentProvider>
  );
}

import { app } from "electron";
import { type Language, languageOf, systemLanguage } from "../../shared/languages.ts";

/** The language of tray and dialogs for what the settings say; without settings, that of Windows. */
export function spokenLanguage(choice: string = systemLanguage): Language {
  return languageOf(choice, app.getPreferredSystemLanguages());
}

import { useTranslation } from "react-i18next";
import { createFormats, type Formats } from "./format.ts";

/** Language -> its formats: making them costs a millisecond, which a feed of thousands of rows must pay once. */
const made = new Map<string, Formats>();

/** The formats of the page's language and the machine's zone; the same object every time. */
export function useFormats(): Formats {
  const { i18n } = useTranslation();
  const language = formatLanguage(i18n.language);
  const known = made.get(language) ?? createFormats(language);
  made.set(language, known);
  return known;
}

/** The system's own flavour of the language (en-GB for en) where it has one: 23/11 is not 11/23 everywhere. */
function formatLanguage(language: string): string {
  return navigator.languages.find((known) => known === language || known.startsWith(`${language}-`)) ?? language;
}

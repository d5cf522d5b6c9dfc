import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { createFormats, type Formats } from "./format.ts";

/** The formats of the page's language and the machine's zone. */
export function useFormats(): Formats {
  const { i18n } = useTranslation();
  return useMemo(() => createFormats(formatLanguage(i18n.language)), [i18n.language]);
}

/** The system's own flavour of the language (en-GB for en) where it has one: 23/11 is not 11/23 everywhere. */
function formatLanguage(language: string): string {
  return navigator.languages.find((known) => known === language || known.startsWith(`${language}-`)) ?? language;
}

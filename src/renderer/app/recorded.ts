import i18next from "i18next";
import { useTranslation } from "react-i18next";
import { languages } from "../../shared/languages.ts";
import { phrasebooks } from "../../shared/phrases/phrasebooks.ts";

declare global {
  interface Window {
    /** Put there before the page starts, it retells each text: for the test that looks for text that is untranslated or cut. */
    plateCourierRetell?: (text: string) => string;
  }
}

/**
 * Text that the core recorded or answered, which is English, in the page's language; what is not of the catalog (a vendor's words) as
 * it is. Within a text of the text files the same is written {{reason, recorded}}.
 */
export function useRecorded(): (text: string) => string {
  // Draws anew when another language is chosen.
  const { i18n } = useTranslation();
  return (text) => recordedIn(i18n.language, text);
}

/** The same outside of components, at the moment of asking. */
export const recorded = (text: string): string => recordedIn(i18next.language, text);

export function recordedIn(language: string, text: string): string {
  const book = phrasebooks[languages.find((known) => known === language) ?? "en"];
  // The logic of forms is tested without a page.
  const retell = globalThis.window?.plateCourierRetell;
  // For that test: it finds these marks, also in the middle of a text of the text files.
  if (retell !== undefined) return book.knows(text) ? retell(text) : `‹${text}›`;
  return book.retell(text);
}

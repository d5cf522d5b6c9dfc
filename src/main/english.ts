import { createInstance } from "i18next";
import status from "../shared/locales/en/status.json" with { type: "json" };
import type { Tell } from "../shared/status-sentences.ts";

const texts = createInstance();
void texts.init({
  lng: "en",
  resources: { en: { translation: status } },
  interpolation: { escapeValue: false },
  initAsync: false,
});
// Recorded text is English already.
texts.services.formatter?.add("recorded", String);

/** The sentences of the status in English: for the log, /health and the command line, which are read by support as well. */
export const english: Tell = (key, values) => texts.t(key, values ?? {});

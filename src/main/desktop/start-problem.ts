import { app, dialog } from "electron";
import { spokenLanguage } from "./spoken-language.ts";
import { createTexts } from "./texts.ts";

/**
 * Tells why it cannot start, in a dialog where a person can read it and on standard error where a program can, and ends with
 * code 1. The message is in the operator's words: the parts below us promise that. A program reads it in English.
 */
export function refuseToStart(error: unknown): void {
  const message = error instanceof Error ? error.message : String(error);
  process.stderr.write(`${message}\n`);
  const texts = createTexts(spokenLanguage());
  dialog.showErrorBox(texts("problem.start"), texts("status:recorded", { text: message }));
  app.exit(1);
}
